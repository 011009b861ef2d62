package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.AdvisoriesUnusableException;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.JavaScriptLibraries;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.ImageConfigurationCheck;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.DistributionFiles;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.ImageArchive;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.ImageContents;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.ImagePaths;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.LayerFile;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.LayerVisitor;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.OperatingSystemPackages;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at an image's layers and its configuration. Secrets count in every layer, because whoever has the image has all of them; packages only where the final image still has
 * the file that names them. Configuration files within an image are not checked: nothing is built or deployed from them there.
 */
final class ImageScan implements LayerVisitor {
    private static final String GONE =
            "The file is gone in the final image, but it is in this layer for all who have the image: "
                    + "build the image anew without it, for what a later step deletes stays in the earlier layer";

    /** Whoever wrote what a package manager fetched, its secrets are not those of the image's makers. */
    private static final FileChecks PACKAGES_ALONE = new FileChecks(Set.of(), null);

    private final CheckWorkers workers;
    private final FileChecks checks;
    private final ExcludedFiles excluded;
    private final OperatingSystemPackages system = new OperatingSystemPackages();
    private final DistributionFiles distribution = new DistributionFiles();
    /** Those that the workers have, in the order in which they got them. */
    private final List<LayerFile> given = new ArrayList<>();

    private int tooLarge;

    /** A file of a layer with what it told. */
    private record Checked(LayerFile file, CheckedFile told) {}

    private ImageScan(CheckWorkers workers, FileChecks checks, List<String> exclude) {
        this.workers = workers;
        this.checks = checks;
        this.excluded = new ExcludedFiles(exclude);
    }

    /**
     * @param libraries to look for in scripts; null for none
     * @throws io.jenkins.plugins.autodeploy.engine.scan.builtin.image.UnreadableImageException when the archive is damaged or holds too much
     * @throws TooMuchException when there are more findings than anybody reads
     * @throws InterruptedIOException when the thread was interrupted
     */
    static Inspection look(SavedImage image, BuiltInOrder order, @CheckForNull JavaScriptLibraries libraries)
            throws AdvisoriesUnusableException, IOException {
        Set<FindingKind> inFiles = EnumSet.of(FindingKind.SECRET);
        inFiles.retainAll(order.wanted());
        try (CheckWorkers workers = new CheckWorkers(order.timeout())) {
            ImageScan scan = new ImageScan(workers, new FileChecks(inFiles, libraries), order.exclude());
            ImageContents contents = ImageArchive.read(Path.of(image.archive()), scan);
            List<CheckedFile> told = workers.join();
            scan.stopWhenFull();
            List<Finding> findings = new ArrayList<>();
            ImageConfigurationCheck.findings(
                            image.name(),
                            contents.configuration().path("config"),
                            contents.configuration().path("history"))
                    .stream()
                    .filter(finding -> order.wanted().contains(finding.kind()))
                    .forEach(findings::add);
            return scan.inspection(told, contents.files(), findings);
        }
    }

    @Override
    public int largest(String path) {
        int own = Math.max(OperatingSystemPackages.largest(path), DistributionFiles.largest(path));
        if (own > 0) {
            return own;
        }
        boolean told =
                ImagePaths.areOfInterest(path) || FileChecks.namesPackages(path) && ImagePaths.mayNamePackages(path);
        return told && !excluded.contains(path) ? FileChecks.largest(path) : 0;
    }

    @Override
    public void file(LayerFile file, byte[] content) throws IOException {
        if (OperatingSystemPackages.largest(file.path()) > 0) {
            system.add(file, content);
        } else if (DistributionFiles.largest(file.path()) > 0) {
            distribution.add(content);
        } else {
            stopWhenFull();
            given.add(file);
            FileChecks those = ImagePaths.areOfInterest(file.path()) ? checks : PACKAGES_ALONE;
            workers.add(those, file.path(), content.length, () -> content, file.layer());
        }
    }

    @Override
    public void tooLarge(LayerFile file) {
        tooLarge++;
        if (OperatingSystemPackages.largest(file.path()) > 0) {
            system.addUnread(file);
        }
    }

    private void stopWhenFull() throws TooMuchException {
        if (workers.isFull()) {
            throw new TooMuchException("The image has more findings than the built-in checks take");
        }
    }

    private Inspection inspection(List<CheckedFile> told, Set<LayerFile> remaining, List<Finding> findings) {
        List<Checked> checked = ofTheMakers(told);
        findings.addAll(secrets(checked, remaining));
        Map<String, SoftwarePackage> packages = new LinkedHashMap<>();
        List<String> remarks = new ArrayList<>(system.remarks(remaining));
        for (SoftwarePackage found : system.packages(remaining)) {
            packages.put(key(found), found);
        }
        for (Checked one : checked) {
            if (remaining.contains(one.file())) {
                one.told().packages().forEach(found -> packages.putIfAbsent(key(found), found));
                if (one.told().unreadable() != null) {
                    remarks.add(one.told().unreadable());
                }
            }
        }
        long notText = told.stream().filter(CheckedFile::leftOut).count();
        remarks.add("Read %d files of the image's layers; left out %d that are too large or not text"
                .formatted(told.size() - notText, tooLarge + notText));
        boolean complete = system.complete(remaining)
                && checked.stream()
                        .filter(one -> remaining.contains(one.file()))
                        .allMatch(one -> one.told().unreadable() == null);
        return new Inspection(findings, List.copyOf(packages.values()), complete, remarks);
    }

    /** The files that told something and that no package of the distribution brought as they are, in the order of their paths. What such a package is made of is its own affair. */
    private List<Checked> ofTheMakers(List<CheckedFile> told) {
        List<Checked> checked = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).checksum() != null) {
                checked.add(new Checked(given.get(i), told.get(i)));
            }
        }
        Set<String> brought = distribution.brought(
                checked.stream().map(one -> one.told().checksum()).collect(Collectors.toSet()));
        checked.removeIf(one -> brought.contains(one.told().checksum()));
        checked.sort(Comparator.comparing((Checked one) -> one.file().path())
                .thenComparing(one -> one.file().number()));
        return checked;
    }

    /** A file that a later step only gave to another owner is in two layers with the same content: it counts once, for the layer that brought it. */
    private static List<Finding> secrets(List<Checked> checked, Set<LayerFile> remaining) {
        Map<String, List<Checked>> bySameContent = checked.stream()
                .collect(Collectors.groupingBy(one -> one.told().checksum(), LinkedHashMap::new, Collectors.toList()));
        List<Finding> findings = new ArrayList<>();
        for (List<Checked> copies : bySameContent.values()) {
            boolean gone = copies.stream().map(Checked::file).noneMatch(remaining::contains);
            List<Finding> found = copies.get(0).told().findings();
            findings.addAll(gone ? found.stream().map(ImageScan::gone).toList() : found);
        }
        return findings;
    }

    /** A lock file and what is installed by it name the same packages. */
    private static String key(SoftwarePackage found) {
        return found.ecosystem() + " " + found.packageUrl();
    }

    private static Finding gone(Finding finding) {
        String description = finding.description() == null ? GONE : finding.description() + ". " + GONE;
        return finding.withText(description, finding.link());
    }
}
