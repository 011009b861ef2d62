package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import io.jenkins.plugins.autodeploy.engine.parse.OutsideText;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version.VersionOrder;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Advisories of OSV's export in a directory. They are read each time that packages are looked up, one after the other, so that
 * memory grows with what is found and not with the export.
 */
final class OsvDatabase {
    private final Path directory;

    OsvDatabase(Path directory) {
        this.directory = directory;
    }

    /**
     * Looks packages up.
     *
     * @param lookedUpElsewhere ecosystems of which there need be no advisories here
     * @throws AdvisoriesUnusableException when an advisory cannot be read, or there are none for the ecosystem of a package
     * @throws InterruptedIOException when the thread was interrupted
     */
    AdvisoryMatches look(List<SoftwarePackage> packages, Set<String> lookedUpElsewhere)
            throws AdvisoriesUnusableException, InterruptedIOException {
        OsvSearch search = new OsvSearch();
        List<String> notOrdered = new ArrayList<>();
        for (SoftwarePackage found : packages) {
            VersionOrder order = VersionOrder.of(found.ecosystem()).orElseThrow(() -> none(Set.of(found.ecosystem())));
            LookedUp.of(found, order).forEach(search::add);
            if (!order.orders(found.version())) {
                notOrdered.add(OutsideText.clean(found.name() + " " + found.version()));
            }
        }
        if (packages.isEmpty()) {
            return new AdvisoryMatches(List.of(), null, List.of());
        }
        new OsvFiles(directory).read(search.ecosystems(), (content, length) -> read(content, length, search));
        Set<String> withoutAdvisories = new TreeSet<>(search.withoutAdvisories());
        withoutAdvisories.removeAll(lookedUpElsewhere);
        if (!withoutAdvisories.isEmpty()) {
            throw none(withoutAdvisories);
        }
        return new AdvisoryMatches(search.findings(), search.newest(), remarks(notOrdered));
    }

    private static void read(byte[] content, int length, OsvSearch search)
            throws IOException, AdvisoriesUnusableException {
        OsvGlance glance = OsvGlance.at(content, length);
        if (search.isWorthReading(glance)) {
            try {
                search.match(OsvEntry.of(AdvisoryJson.MAPPER.readTree(content, 0, length)));
            } catch (IllegalArgumentException e) {
                throw new UnreadableAdvisoryException(e.getMessage(), e);
            }
        }
    }

    private static List<String> remarks(List<String> notOrdered) {
        return notOrdered.isEmpty()
                ? List.of()
                : List.of(
                        "%d packages have versions that their ecosystem does not order, and are found only by advisories that list them: %s"
                                .formatted(notOrdered.size(), OutsideText.clean(String.join(", ", notOrdered))));
    }

    private AdvisoriesUnusableException none(Set<String> ecosystems) {
        String names = OutsideText.clean(String.join(", ", new TreeSet<>(ecosystems)));
        return new AdvisoriesUnusableException(
                "The directory of advisories %s has none for %s, of which there are packages"
                        .formatted(directory, names));
    }
}
