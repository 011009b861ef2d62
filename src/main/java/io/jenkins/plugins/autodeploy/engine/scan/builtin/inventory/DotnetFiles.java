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
    @Override
    @CheckForNull
    public PackageFormat format(String path) {
        String name = EcosystemFiles.fileName(path);
        return switch (name) {
            case "packages.lock.json" -> DotnetFiles::readLock;
            case "project.assets.json" -> DotnetFiles::readLibraries;
            case "packages.config" -> DotnetFiles::readConfig;
            case "Directory.Packages.props" -> DotnetFiles::readProperties;
            default -> name.endsWith(".deps.json") ? DotnetFiles::readLibraries : null;
        };
    }

    /** {@code {"dependencies": {FRAMEWORK: {NAME: {"type": "Direct", "resolved": "1.0.0"}}}}}. */
    private static void readLock(PackageFile file, PackageList found) throws IOException {
        boolean[] isLock = new boolean[1];
        file.json(document -> document.fields((section, value) -> {
            if (section.equals("dependencies")) {
                isLock[0] = true;
                value.fields((framework, packages) -> packages.fields((name, entry) -> {
                    JsonNode one = entry.tree();
                    String version = one.path("resolved").asText("");
                    if (!version.isEmpty() && !one.path("type").asText("").equals("Project")) {
                        found.add(PackageEcosystem.NUGET, name, version);
                    }
                }));
            }
        }));
        if (!isLock[0]) {
            throw new MalformedContentException("it has no dependencies");
        }
    }

    /** {@code {"libraries": {"NAME/1.0.0": {"type": "package"}}}}, of a restore and of what is built. */
    private static void readLibraries(PackageFile file, PackageList found) throws IOException {
        boolean[] hasLibraries = new boolean[1];
        file.json(document -> document.fields((section, value) -> {
            if (section.equals("libraries")) {
                hasLibraries[0] = true;
                value.fields((key, entry) -> {
                    int slash = key.lastIndexOf('/');
                    if (slash > 0 && entry.tree().path("type").asText("").equals("package")) {
                        found.add(PackageEcosystem.NUGET, key.substring(0, slash), key.substring(slash + 1));
                    }
                });
            }
        }));
        if (!hasLibraries[0]) {
            throw new MalformedContentException("it has no libraries");
        }
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
