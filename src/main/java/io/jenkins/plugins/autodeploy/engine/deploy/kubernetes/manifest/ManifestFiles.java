package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The manifests that a user names: files, patterns, folders with YAML and JSON files, folders with a kustomization. */
public final class ManifestFiles {
    static final String PARAMETER = "manifests";
    static final int LARGEST_FILE = 1 << 20;
    private static final int MOST_FILES = 100;
    private static final Pattern SEPARATOR = Pattern.compile("[,\\n]");
    private static final List<String> KINDS = List.of("*.yaml", "*.yml", "*.json");
    private static final List<String> KUSTOMIZATIONS =
            List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private final Workspace workspace;
    private final Search search;
    private final Kustomize kustomize;

    /** Finds files by a pattern. */
    @FunctionalInterface
    public interface Search {
        /** @return paths relative to the workspace, with {@code /}, in any order */
        List<String> files(String pattern) throws IOException, InterruptedException;
    }

    /** @param runner runs kustomize where the workspace is */
    public ManifestFiles(Workspace workspace, Search search, CommandRunner runner) {
        this.workspace = workspace;
        this.search = search;
        this.kustomize = new Kustomize(runner, workspace.root());
    }

    /**
     * @param names separated by commas or line breaks
     * @return one text a file, in the order of the names; those of a folder or pattern by their paths
     * @throws InvalidInputException when a name stands for nothing, or for more than can be read
     */
    public List<ManifestText> read(String names) throws InvalidInputException, IOException, InterruptedException {
        List<ManifestText> texts = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (String name : SEPARATOR.splitAsStream(names).map(String::strip).toList()) {
            if (!name.isEmpty()) {
                add(name, seen, texts);
            }
        }
        return texts;
    }

    private void add(String name, Set<String> seen, List<ManifestText> texts)
            throws InvalidInputException, IOException, InterruptedException {
        if (isPattern(name) || !workspace.isDirectory(name)) {
            readAll(name, files(name), seen, texts);
            return;
        }
        String folder = name.replaceAll("/+$", "");
        String prefix = folder.isEmpty() || folder.equals(".") ? "" : folder + "/";
        if (workspace.exists(prefix + "Chart.yaml")) {
            throw new InvalidInputException(
                    PARAMETER, name, "what Helm renders of the chart (helm template NAME CHART > rendered.yaml)");
        }
        if (isKustomized(prefix)) {
            texts.add(kustomize.render(folder));
            return;
        }
        List<String> files = new ArrayList<>();
        for (String kind : KINDS) {
            files.addAll(search.files(prefix + kind));
        }
        readAll(name, files, seen, texts);
    }

    private boolean isKustomized(String prefix) throws IOException, InterruptedException {
        for (String file : KUSTOMIZATIONS) {
            if (workspace.exists(prefix + file)) {
                return true;
            }
        }
        return false;
    }

    private List<String> files(String name) throws IOException, InterruptedException {
        return isPattern(name) ? search.files(name) : workspace.exists(name) ? List.of(name) : List.of();
    }

    private static boolean isPattern(String name) {
        return name.contains("*") || name.contains("?");
    }

    private void readAll(String name, List<String> files, Set<String> seen, List<ManifestText> texts)
            throws InvalidInputException, IOException, InterruptedException {
        if (files.isEmpty() || files.size() + texts.size() > MOST_FILES) {
            throw new InvalidInputException(
                    PARAMETER,
                    name,
                    "files, folders or patterns that stand for 1 to %d YAML files together".formatted(MOST_FILES));
        }
        for (String file : files.stream().sorted().toList()) {
            if (seen.add(file)) {
                texts.add(
                        new ManifestText(file, new String(workspace.read(file, LARGEST_FILE), StandardCharsets.UTF_8)));
            }
        }
    }
}
