package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import java.util.List;

/** Looks for faults in Dockerfiles that make their images less safe. */
public final class DockerfileFaults {
    private static final List<DockerfileCheck> CHECKS = List.of(
            new BaseImageCheck(),
            new UserCheck(),
            new SecretCheck(),
            new DownloadCheck(),
            new PackageCheck(),
            new PermissionCheck(),
            new StructureCheck());

    private DockerfileFaults() {}

    /** @param name of the file, without directories, in lower case */
    public static boolean isNamed(String name) {
        return name.equals("dockerfile")
                || name.equals("containerfile")
                || name.startsWith("dockerfile.") && !name.endsWith(".dockerignore")
                || name.startsWith("containerfile.") && !name.endsWith(".dockerignore")
                || name.endsWith(".dockerfile");
    }

    /** All faults that can be found. */
    public static List<Rule> rules() {
        return CHECKS.stream().flatMap(check -> check.rules().stream()).toList();
    }

    /** @param path of the file, as findings name it */
    public static List<Finding> check(String path, String text) {
        Faults faults = new Faults(path);
        BuildRecipe recipe = BuildRecipe.read(text);
        CHECKS.forEach(check -> check.check(recipe, faults));
        return faults.findings();
    }
}
