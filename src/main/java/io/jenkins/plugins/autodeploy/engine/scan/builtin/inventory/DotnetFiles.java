package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** .NET's: NuGet's lock file and what a restore or a build leaves, {@code packages.config}, and versions that are managed centrally. */
final class DotnetFiles implements EcosystemFiles {
    private static final String DEPENDENCIES = "dependencies";
    private static final String LIBRARIES = "libraries";

    @Override
    @CheckForNull
    public PackageFormat locked(String path) {
        return switch (EcosystemFiles.fileName(path)) {
            case "packages.lock.json" -> DotnetFiles::readLock;
            case "project.assets.json" -> DotnetFiles::readLibraries;
            case "packages.config" -> DotnetFiles::readConfig;
            case "Directory.Packages.props" -> DotnetFiles::readProperties;
            default -> null;
        };
    }

    @Override
    @CheckForNull
    public PackageFormat installed(String path) {
        return path.endsWith(".deps.json") ? DotnetFiles::readLibraries : null;
    }

    /** {@code {"dependencies": {FRAMEWORK: {NAME: {"type": "Direct", "resolved": "1.0.0"}}}}}. */
    private static void readLock(PackageFile file, PackageList found) throws IOException {
        TokenWalk.Field section = (name, value) -> {
            if (name.equals(DEPENDENCIES)) {
                value.fields((framework, packages) ->
                        packages.fields((one, entry) -> addResolved(one, entry.tree(), found)));
            }
        };
        file.json(document -> document.fields(section, "it has no dependencies", DEPENDENCIES));
    }

    private static void addResolved(String name, JsonNode entry, PackageList found) throws IOException {
        String version = entry.path("resolved").asText("");
        if (!version.isEmpty() && !entry.path("type").asText("").equals("Project")) {
            found.add(PackageEcosystem.NUGET, name, version);
        }
    }

    /** {@code {"libraries": {"NAME/1.0.0": {"type": "package"}}}}, of a restore and of what is built. */
    private static void readLibraries(PackageFile file, PackageList found) throws IOException {
        TokenWalk.Field section = (name, value) -> {
            if (name.equals(LIBRARIES)) {
                value.fields((key, entry) -> {
                    int slash = key.lastIndexOf('/');
                    if (slash > 0 && entry.tree().path("type").asText("").equals("package")) {
                        found.add(PackageEcosystem.NUGET, key.substring(0, slash), key.substring(slash + 1));
                    }
                });
            }
        };
        file.json(document -> document.fields(section, "it has no libraries", LIBRARIES));
    }

    private static void readConfig(PackageFile file, PackageList found) throws IOException {
        for (Element one : elements(file, "packages", "package")) {
            boolean development = Boolean.parseBoolean(one.getAttribute("developmentDependency"));
            add(one.getAttribute("id"), one.getAttribute("version"), development, found);
        }
    }

    /** Global references are to analyzers and the like, which only the build has. */
    private static void readProperties(PackageFile file, PackageList found) throws IOException {
        for (Element one : elements(file, "Project", "PackageVersion")) {
            add(one.getAttribute("Include"), one.getAttribute("Version"), false, found);
        }
        for (Element one : elements(file, "Project", "GlobalPackageReference")) {
            add(one.getAttribute("Include"), one.getAttribute("Version"), true, found);
        }
    }

    private static Iterable<Element> elements(PackageFile file, String root, String name) throws IOException {
        Element document = file.xml();
        if (!document.getTagName().equals(root)) {
            throw new MalformedContentException("it has no element %s at the top".formatted(root));
        }
        NodeList all = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
        return elements;
    }

    /** Properties and ranges name no version. */
    private static void add(String name, String version, boolean development, PackageList found) throws IOException {
        boolean isExact = !version.isEmpty() && Character.isDigit(version.charAt(0)) && version.indexOf('*') < 0;
        if (!name.isEmpty() && name.indexOf('$') < 0 && isExact) {
            found.add(PackageEcosystem.NUGET, name, version, development, null);
        }
    }
}
