package io.jenkins.plugins.autodeploy.cli.store;

import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.document.ScanDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The documents of a run's scans, below the run's directory: {@code scan/}, {@code scan-2/} and so on. */
final class CliScans {
    private static final Set<String> DOCUMENTS = Set.of(ScanDocument.REPORT, ScanDocument.SARIF, ScanDocument.SBOM);

    private final Path run;

    CliScans(Path run) {
        this.run = run;
    }

    /** @param number which scan of the run, from 1 */
    void keep(int number, List<ScanDocument> documents) throws IOException {
        Path directory = Files.createDirectories(directory(number));
        for (ScanDocument document : documents) {
            Files.write(directory.resolve(document.name()), document.content());
        }
    }

    /** The reports in their order, without findings. */
    List<ScanReport> briefs() throws IOException {
        List<ScanReport> briefs = new ArrayList<>();
        for (int number = 1; Files.exists(directory(number).resolve(ScanDocument.REPORT)); number++) {
            String report = Files.readString(directory(number).resolve(ScanDocument.REPORT));
            briefs.add(Json.read(report, ScanReport.class).brief());
        }
        return briefs;
    }

    /** The names of the documents that are there. */
    List<String> names(int number) {
        return DOCUMENTS.stream()
                .filter(name -> Files.exists(directory(number).resolve(name)))
                .sorted()
                .toList();
    }

    /** A document; empty when there is none of that name. */
    Optional<InputStream> open(int number, String name) throws IOException {
        Path file = directory(number).resolve(DOCUMENTS.contains(name) ? name : "none");
        return Files.exists(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
    }

    private Path directory(int number) {
        return run.resolve(number > 1 ? "scan-" + number : "scan");
    }
}
