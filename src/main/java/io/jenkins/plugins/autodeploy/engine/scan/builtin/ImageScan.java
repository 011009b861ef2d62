package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
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

    private final CheckWorkers workers;
    private final ExcludedFiles excluded;
    private final OperatingSystemPackages system = new OperatingSystemPackages();
    private final DistributionFiles distribution = new DistributionFiles();
    /** Those that the workers have, in the order in which they got them. */
    private final List<LayerFile> given = new ArrayList<>();

    private int tooLarge;

    /** A file of a layer with what it told. */
    private record Checked(LayerFile file, CheckedFile told) {}

    private ImageScan(CheckWorkers workers, List<String> exclude) {
        this.workers = workers;
        this.excluded = new ExcludedFiles(exclude);
    }

    /**
     * @throws io.jenkins.plugins.autodeploy.engine.scan.builtin.image.UnreadableImageException when the archive is damaged or holds too much
     * @throws TooMuchException when there are more findings than anybody reads
     * @throws InterruptedIOException when the thread was interrupted
     */
    static Inspection look(SavedImage image, BuiltInOrder order) throws IOException {
        Set<FindingKind> inFiles = EnumSet.of(FindingKind.SECRET);
        inFiles.retainAll(order.wanted());
        try (CheckWorkers workers = new CheckWorkers(new FileChecks(inFiles))) {
            ImageScan scan = new ImageScan(workers, order.exclude());
            ImageContents contents = ImageArchive.read(Path.of(image.archive()), scan);
            List<CheckedFile> told = workers.join();
            scan.stopWhenFull();
            List<Finding> findings = new ArrayList<>();
            ImageConfigurationCheck.findings(
                            image.name(), contents.configuration().path("config"))
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
        return ImagePaths.areOfInterest(path) && !excluded.contains(path) ? FileChecks.largest(path) : 0;
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
            workers.add(file.path(), content.length, () -> content, file.layer());
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
        List<Checked> checked = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            checked.add(new Checked(given.get(i), told.get(i)));
        }
        checked.sort(Comparator.comparing((Checked one) -> one.file().path())
                .thenComparing(one -> one.file().number()));
        findings.addAll(secrets(checked, remaining));
        List<SoftwarePackage> packages = new ArrayList<>(system.packages(remaining));
        List<String> remarks = new ArrayList<>(system.remarks(remaining));
        for (Checked one : checked) {
            if (remaining.contains(one.file())) {
                packages.addAll(one.told().packages());
                if (one.told().unreadable() != null) {
                    remarks.add(one.told().unreadable());
                }
            }
        }
        long notText = told.stream().filter(CheckedFile::leftOut).count();
        remarks.add("Read %d files of the image's layers; left out %d that are too large or not text"
                .formatted(told.size() - notText, tooLarge + notText));
        return new Inspection(findings, packages, system.complete(remaining), remarks);
    }

    /** A file that a later step only gave to another owner is in two layers with the same content: it counts once, for the layer that brought it. */
    private List<Finding> secrets(List<Checked> checked, Set<LayerFile> remaining) {
        Map<String, List<Checked>> bySameContent = checked.stream()
                .filter(one -> one.told().checksum() != null)
                .collect(Collectors.groupingBy(one -> one.told().checksum(), LinkedHashMap::new, Collectors.toList()));
        Set<String> brought = distribution.brought(bySameContent.keySet());
        List<Finding> findings = new ArrayList<>();
        bySameContent.forEach((checksum, copies) -> {
            if (!brought.contains(checksum)) {
                boolean gone = copies.stream().map(Checked::file).noneMatch(remaining::contains);
                List<Finding> found = copies.get(0).told().findings();
                findings.addAll(gone ? found.stream().map(ImageScan::gone).toList() : found);
            }
        });
        return findings;
    }

    private static Finding gone(Finding finding) {
        String description = finding.description() == null ? GONE : finding.description() + ". " + GONE;
        return finding.withText(description, finding.link());
    }
}
