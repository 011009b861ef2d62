package io.jenkins.plugins.autodeploy.cli.command;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.jenkins.plugins.autodeploy.cli.run.ExitCode;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFileWriter;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedKind;
import io.jenkins.plugins.autodeploy.engine.generate.ProjectGenerator;
import io.jenkins.plugins.autodeploy.engine.generate.WrittenFiles;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "generate", description = "Writes the files that it takes to build and run a project.")
final class GenerateCommand extends ProjectCommand {
    private static final int CONTEXT_LINES = 3;
    private static final int MOST_BYTES = 1 << 20;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "What to generate: ${COMPLETION-CANDIDATES} (default: all).")
    private Set<GeneratedKind> kinds = EnumSet.allOf(GeneratedKind.class);

    @Option(names = "--overwrite", description = "Write over files that are there; otherwise they stay as they are.")
    private boolean overwrite;

    @Option(
            names = "--diff",
            description = "Write nothing; show what would change, and end with 7 if that is anything.")
    private boolean diff;

    GenerateCommand(Host host) {
        super(host);
    }

    @Override
    Outcome perform() throws InvalidInputException, InterruptedException {
        DetectedProject detected = ProjectDetector.standard().detect(directory());
        List<GeneratedFile> files =
                ProjectGenerator.generate(overwrite ? detected.withoutDockerfiles() : detected, kinds);
        if (diff) {
            return differences(files);
        }
        try {
            GeneratedFileWriter writer = new GeneratedFileWriter(new DirectoryWorkspace(directory()), ".");
            WrittenFiles written = overwrite ? writer.overwrite(files) : writer.writeMissing(files);
            return new Outcome(written, inWords(written), ExitCode.DONE);
        } catch (IOException e) {
            throw new InvalidInputException("DIR", directory(), "a directory that can be written: " + e.getMessage());
        }
    }

    private Outcome differences(List<GeneratedFile> files) throws InvalidInputException {
        List<String> lines = new ArrayList<>();
        for (GeneratedFile file : files) {
            Path existing = directory().resolve(file.path());
            if (!overwrite && Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            List<String> before = linesOf(existing);
            List<String> after = file.content().lines().toList();
            lines.addAll(UnifiedDiffUtils.generateUnifiedDiff(
                    before.isEmpty() ? "/dev/null" : "a/" + file.path(),
                    "b/" + file.path(),
                    before,
                    DiffUtils.diff(before, after),
                    CONTEXT_LINES));
        }
        String text = lines.isEmpty() ? "Nothing would change" : String.join("\n", lines);
        return new Outcome(lines, text, lines.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT);
    }

    /** Bytes that are no text become characters that say so. */
    private static List<String> linesOf(Path file) throws InvalidInputException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidInputException(
                        "DIR", file, "files of at most %,d bytes where files are generated".formatted(MOST_BYTES));
            }
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new InvalidInputException("DIR", file, "a file that can be read");
        }
    }

    private static String inWords(WrittenFiles files) {
        List<String> lines = new ArrayList<>();
        files.written().forEach(file -> lines.add("Wrote " + file));
        files.kept().forEach(file -> lines.add("Kept " + file + ", which was there; --overwrite replaces it"));
        return lines.isEmpty() ? "Nothing is missing" : String.join("\n", lines);
    }
}
