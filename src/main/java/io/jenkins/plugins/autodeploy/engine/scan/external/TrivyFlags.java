package io.jenkins.plugins.autodeploy.engine.scan.external;

import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Trivy's flags by the names that a version gives them, as its own help tells.
 *
 * @param scanners {@code --scanners}; {@code --security-checks} before 0.38
 * @param misconfiguration {@code misconfig}; {@code config} before 0.48
 * @param skipUpdate {@code --skip-check-update}; {@code --skip-policy-update} before 0.55
 * @param tellsSuppressed whether it can report what its ignore files left out: since 0.50
 */
record TrivyFlags(String scanners, String misconfiguration, String skipUpdate, boolean tellsSuppressed) {
    static TrivyFlags of(String help) {
        return new TrivyFlags(
                help.contains("--scanners") ? "--scanners" : "--security-checks",
                help.contains("misconfig,") || help.contains(",misconfig") ? "misconfig" : "config",
                help.contains("--skip-check-update") ? "--skip-check-update" : "--skip-policy-update",
                help.contains("--show-suppressed"));
    }

    /** So that no setting narrows what is reported, and none makes a failure of what was found. */
    List<String> everything() {
        List<String> flags = new ArrayList<>(List.of("--exit-code", "0", "--ignore-unfixed=false", "--list-all-pkgs"));
        flags.addAll(List.of("--severity", "UNKNOWN,LOW,MEDIUM,HIGH,CRITICAL"));
        if (tellsSuppressed) {
            flags.add("--show-suppressed");
        }
        return flags;
    }

    List<String> scanners(Set<FindingKind> wanted) {
        List<String> names = new ArrayList<>();
        if (wanted.contains(FindingKind.VULNERABILITY)) {
            names.add("vuln");
        }
        if (wanted.contains(FindingKind.SECRET)) {
            names.add("secret");
        }
        if (wanted.contains(FindingKind.MISCONFIGURATION)) {
            names.add(misconfiguration);
        }
        List<String> flags = new ArrayList<>(List.of(scanners, String.join(",", names)));
        if (!wanted.contains(FindingKind.VULNERABILITY)) {
            // Neither the checks nor what packages depend on are looked up on the network.
            flags.addAll(List.of("--offline-scan", skipUpdate));
        }
        return flags;
    }

    /**
     * Each glob may be of files or of directories. Those of a directory are given as absolute ones: Trivy takes relative ones from where it runs.
     *
     * @param root absolute path of the directory, or empty for an image
     */
    List<String> skip(List<String> globs, String root) {
        List<String> flags = new ArrayList<>();
        for (String glob : globs) {
            String path = csv(root.isEmpty() ? glob : root + "/" + glob);
            flags.addAll(List.of("--skip-files", path, "--skip-dirs", path));
        }
        return flags;
    }

    /** These flags take lists in CSV. */
    private static String csv(String text) {
        return text.contains(",") || text.contains("\"") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
