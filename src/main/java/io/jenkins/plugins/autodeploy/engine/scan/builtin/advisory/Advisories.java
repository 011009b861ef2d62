package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All advisories that a scan may use, on the machine that holds them: a directory with OSV's export and retire.js' repository, and
 * npm's audit endpoint. Opened before files are looked at, as {@link #libraries} finds packages in them; asked once for all packages.
 */
public final class Advisories {
    private static final String NPM = "npm";

    @CheckForNull
    private final OsvDatabase database;

    @CheckForNull
    private final JavaScriptLibraries libraries;

    @CheckForNull
    private final NpmAudit audit;

    private Advisories(
            @CheckForNull OsvDatabase database,
            @CheckForNull JavaScriptLibraries libraries,
            @CheckForNull NpmAudit audit) {
        this.database = database;
        this.libraries = libraries;
        this.audit = audit;
    }

    /**
     * Opens advisories.
     *
     * @param directory with exports; null for none
     * @param npmAudit whether npm's registry may be told names and versions of packages
     * @throws AdvisoriesUnusableException when the directory is missing, empty or holds a damaged repository, or npm's registry cannot be told
     */
    public static Advisories open(@CheckForNull Path directory, boolean npmAudit) throws AdvisoriesUnusableException {
        return open(directory, npmAudit ? NpmAudit.ofThisMachine() : null);
    }

    static Advisories open(@CheckForNull Path directory, @CheckForNull NpmAudit audit)
            throws AdvisoriesUnusableException {
        if (directory == null) {
            return new Advisories(null, null, audit);
        }
        try {
            if (!Files.isDirectory(directory) || new OsvFiles(directory).isEmpty()) {
                throw new AdvisoriesUnusableException(
                        "The directory of advisories %s is missing or holds no export".formatted(directory));
            }
        } catch (IOException e) {
            throw new AdvisoriesUnusableException(
                    "The directory of advisories %s cannot be read".formatted(directory), e);
        }
        Path repository = directory.resolve(JavaScriptLibraries.FILE);
        return new Advisories(
                new OsvDatabase(directory),
                Files.isRegularFile(repository) ? JavaScriptLibraries.load(repository) : null,
                audit);
    }

    /** The JavaScript libraries to look for in files; nothing when there is no repository of them. */
    public Optional<JavaScriptLibraries> libraries() {
        return Optional.ofNullable(libraries);
    }

    /**
     * Looks packages up in all that was opened.
     *
     * @param packages of any ecosystem, {@link JavaScriptLibraries#ECOSYSTEM} among them
     * @throws AdvisoriesUnusableException when an advisory cannot be read, npm's registry refuses, or packages are of an ecosystem for which there are no advisories
     * @throws InterruptedIOException when the thread was interrupted
     */
    public AdvisoryMatches look(List<SoftwarePackage> packages)
            throws AdvisoriesUnusableException, InterruptedIOException {
        List<SoftwarePackage> scripts = of(packages, JavaScriptLibraries.ECOSYSTEM, true);
        List<SoftwarePackage> others = of(packages, JavaScriptLibraries.ECOSYSTEM, false);
        AdvisoryMatches ofDatabase = lookInDatabase(others);
        AdvisoryMatches ofAudit = audit == null ? nothing() : audit.look(of(others, NPM, true));
        List<Finding> ofScripts = libraries == null ? List.of() : libraries.findings(scripts);
        FoundOnce found = new FoundOnce();
        for (List<Finding> findings : List.of(ofDatabase.findings(), ofAudit.findings(), ofScripts)) {
            for (Finding finding : findings) {
                found.add(finding);
            }
        }
        return new AdvisoryMatches(found.findings(), time(ofDatabase, ofAudit), remarks(ofDatabase));
    }

    private AdvisoryMatches lookInDatabase(List<SoftwarePackage> packages)
            throws AdvisoriesUnusableException, InterruptedIOException {
        if (database != null) {
            return database.look(packages, audit == null ? Set.of() : Set.of(NPM));
        }
        Set<String> others = new LinkedHashSet<>();
        of(packages, NPM, false).forEach(found -> others.add(found.ecosystem()));
        List<String> remarks = others.isEmpty()
                ? List.of()
                : List.of("Packages of %s were not looked up: npm's registry knows its own alone"
                        .formatted(String.join(", ", others)));
        return new AdvisoryMatches(List.of(), null, remarks);
    }

    /** The repository of JavaScript libraries does not tell its time, and so counts only when nothing else was asked. */
    @CheckForNull
    private Instant time(AdvisoryMatches ofDatabase, AdvisoryMatches ofAudit) {
        return Stream.of(
                        Optional.ofNullable(ofDatabase.time()),
                        Optional.ofNullable(ofAudit.time()),
                        libraries().map(JavaScriptLibraries::time))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private List<String> remarks(AdvisoryMatches ofDatabase) {
        List<String> remarks = new ArrayList<>(ofDatabase.remarks());
        libraries().ifPresent(known -> remarks.addAll(known.remarks()));
        return remarks;
    }

    private static List<SoftwarePackage> of(List<SoftwarePackage> packages, String ecosystem, boolean wanted) {
        return packages.stream()
                .filter(found -> found.ecosystem().equals(ecosystem) == wanted)
                .toList();
    }

    private static AdvisoryMatches nothing() {
        return new AdvisoryMatches(List.of(), null, List.of());
    }
}
