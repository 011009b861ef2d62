package io.jenkins.plugins.autodeploy.engine.scan.policy;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import java.util.List;
import java.util.Objects;

/**
 * What an OpenVEX statement is about.
 *
 * @param id purl of a package, or of the image that has it; null where the document names the product in another way
 * @param parts purls of the packages in the product that the statement is about; empty for the product itself
 */
record VexProduct(@CheckForNull String id, List<String> parts) {
    VexProduct {
        parts = List.copyOf(parts);
    }

    /** A product that cannot be told is none that was scanned. */
    boolean has(Finding finding, ScanTarget target) {
        PackageURL named = parse(id);
        PackageURL found = parse(finding.packageUrl());
        if (!parts.isEmpty()) {
            boolean otherImage =
                    target.isImage() && named != null && isOfImages(named) && !isImage(named, target.image());
            return !otherImage && parts.stream().anyMatch(part -> isPart(parse(part), found));
        }
        return named != null && target.isImage() && isImage(named, target.image()) || isPart(named, found);
    }

    private static boolean isOfImages(PackageURL named) {
        return named.getType().equals("oci") || named.getType().equals(PackageURL.StandardTypes.DOCKER);
    }

    /** {@code pkg:oci/app@sha256:…} is any image {@code …/app:tag} or, with a digest, the one of that digest. */
    private static boolean isImage(PackageURL named, String image) {
        String[] parts = image.substring(image.lastIndexOf('/') + 1).split("[:@]", 2);
        String version = named.getVersion();
        return isOfImages(named)
                && named.getName().equalsIgnoreCase(parts[0])
                && isIn(named, image)
                && (version == null
                        || parts.length > 1 && (parts[1].equals(version) || parts[1].endsWith("@" + version)));
    }

    /** Whether the image is of the repository that the purl names, where it names one. */
    private static boolean isIn(PackageURL named, String image) {
        String repository =
                named.getQualifiers() == null ? null : named.getQualifiers().get("repository_url");
        return repository == null
                || image.replaceFirst("@.*$", "").replaceFirst(":[^:/]*$", "").equalsIgnoreCase(repository);
    }

    /** A purl without a version or qualifiers stands for all. */
    private static boolean isPart(@CheckForNull PackageURL named, @CheckForNull PackageURL found) {
        return named != null
                && found != null
                && named.getType().equals(found.getType())
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
    private static PackageURL parse(@CheckForNull String text) {
        try {
            return text == null ? null : new PackageURL(text);
        } catch (MalformedPackageURLException e) {
            return null;
        }
    }
}
