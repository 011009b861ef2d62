package io.jenkins.plugins.autodeploy.engine.scan.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * What was scanned, as the document's own component.
 *
 * @param image null for a directory, and for an image that is known by its id alone
 * @param container whether it is an image
 */
record CycloneDxTarget(
        String name, boolean container, @CheckForNull ImageReference image) {
    private static final String DIRECTORY = "target";
    private static final String DOCKER_HUB = "registry-1.docker.io";

    /** A report does not say whether its target is an image: it is if it has layers, a tag or a digest. */
    static CycloneDxTarget of(ScanReport report, List<SoftwarePackage> packages) {
        boolean layered = packages.stream().anyMatch(one -> one.layer() != null)
                || report.findings().stream().map(Finding::layer).anyMatch(layer -> layer != null);
        String target = report.target();
        boolean tagged = target.indexOf(':', target.lastIndexOf('/') + 1) > 0 || target.indexOf('@') > 0;
        ImageReference image = layered || tagged ? reference(target) : null;
        return new CycloneDxTarget(target, layered || image != null, image);
    }

    @CheckForNull
    private static ImageReference reference(String text) {
        try {
            return ImageReference.parse(text);
        } catch (InvalidImageReferenceException e) {
            return null;
        }
    }

    /** By which the rest of the document names it. */
    String reference() {
        String url = packageUrl();
        return url == null ? DIRECTORY : url;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", container ? "container" : "application");
        json.put("bom-ref", reference());
        json.put("name", image == null ? name : repository(image));
        if (image != null) {
            json.put("version", image.getDigest().or(image::getTag).orElse("latest"));
            json.put("purl", packageUrl());
        }
        return json;
    }

    private static String repository(ImageReference image) {
        return image.getRegistry().equals(DOCKER_HUB)
                ? image.getRepository()
                : image.getRegistry() + "/" + image.getRepository();
    }

    /** {@code pkg:oci/NAME@DIGEST?repository_url=REGISTRY/REPOSITORY&tag=TAG}; without a digest where none is known. */
    @CheckForNull
    private String packageUrl() {
        if (image == null) {
            return null;
        }
        String registry = image.getRegistry().equals(DOCKER_HUB) ? "docker.io" : image.getRegistry();
        String path = image.getRepository();
        TreeMap<String, String> qualifiers = new TreeMap<>();
        qualifiers.put("repository_url", registry + "/" + path);
        image.getTag().ifPresent(tag -> qualifiers.put("tag", tag));
        String last = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        try {
            return new PackageURL("oci", null, last, image.getDigest().orElse(null), qualifiers, null).canonicalize();
        } catch (MalformedPackageURLException e) {
            return null;
        }
    }
}
