package io.jenkins.plugins.autodeploy.engine.scan.policy;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What an OpenVEX document says of one vulnerability.
 *
 * @param ids of the vulnerability, aliases among them
 * @param products purls of the packages that the statement is about, or of the image that has them; empty for whatever is scanned
 * @param why the justification or the impact statement; null for statuses that need none
 */
record VexStatement(
        List<String> ids,
        List<String> products,
        VexStatus status,
        @CheckForNull String why,
        String author,
        Instant time) {
    VexStatement {
        ids = List.copyOf(ids);
        products = List.copyOf(products);
    }

    /** Whether the statement is about this finding in what was scanned. */
    boolean isAbout(Finding finding, ScanTarget target) {
        boolean known = Stream.concat(Stream.of(finding.id()), finding.aliases().stream())
                .anyMatch(id -> ids.stream().anyMatch(id::equalsIgnoreCase));
        return known && (products.isEmpty() || products.stream().anyMatch(product -> names(product, finding, target)));
    }

    /** Whether what it is about does not count. */
    boolean clears() {
        return status == VexStatus.NOT_AFFECTED || status == VexStatus.FIXED;
    }

    String reason() {
        return why == null ? status.label() : status.label() + ": " + why;
    }

    private static boolean names(String product, Finding finding, ScanTarget target) {
        PackageURL named = parse(product);
        PackageURL found = finding.packageUrl() == null ? null : parse(finding.packageUrl());
        if (named == null) {
            return false;
        }
        return target.isImage() && isImage(named, target.image()) || found != null && isPart(named, found);
    }

    /** {@code pkg:oci/app@sha256:…} is any image {@code …/app:tag} or, with a digest, the one of that digest. */
    private static boolean isImage(PackageURL named, String image) {
        boolean ofImages = named.getType().equals("oci") || named.getType().equals(PackageURL.StandardTypes.DOCKER);
        String name = image.substring(image.lastIndexOf('/') + 1).split("[:@]", 2)[0];
        return ofImages
                && named.getName().equalsIgnoreCase(name)
                && (named.getVersion() == null || image.endsWith(named.getVersion()));
    }

    /** A purl without a version or qualifiers stands for all. */
    private static boolean isPart(PackageURL named, PackageURL found) {
        return named.getType().equals(found.getType())
                && Objects.equals(named.getNamespace(), found.getNamespace())
                && named.getName().equals(found.getName())
                && (named.getVersion() == null || named.getVersion().equals(found.getVersion()))
                && (named.getQualifiers() == null
                        || found.getQualifiers() != null
                                && found.getQualifiers()
                                        .entrySet()
                                        .containsAll(named.getQualifiers().entrySet()));
    }

    @CheckForNull
    private static PackageURL parse(String text) {
        try {
            return new PackageURL(text);
        } catch (MalformedPackageURLException e) {
            return null;
        }
    }
}
