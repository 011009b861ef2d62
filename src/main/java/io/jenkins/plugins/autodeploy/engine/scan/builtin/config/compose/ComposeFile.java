package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.compose;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;
import java.util.regex.Pattern;

/** Looks for faults in Compose files. */
public final class ComposeFile {
    private static final Pattern NAME = Pattern.compile(
            "(?:docker-|podman-)?compose(?:[._-][\\w.-]{1,100})?\\.ya?ml|[\\w.-]{1,100}\\.compose\\.ya?ml");
    private static final List<ComposeCheck> CHECKS =
            List.of(new PrivilegeCheck(), new HostCheck(), new ExposureCheck());

    private ComposeFile() {}

    /** @param name of the file, without directories, in lower case */
    public static boolean isNamed(String name) {
        return NAME.matcher(name).matches();
    }

    /** All faults that can be found. */
    public static List<Rule> rules() {
        return CHECKS.stream().flatMap(check -> check.rules().stream()).toList();
    }

    /**
     * @param path of the file, as findings name it
     * @return nothing for what is no YAML or has no services
     */
    public static List<Finding> check(String path, String text) {
        Faults faults = new Faults(path);
        for (YamlNode document : YamlNode.documents(text)) {
            for (YamlNode.Entry service : document.get("services").entries()) {
                CHECKS.forEach(check -> check.check(service.key(), service.value(), faults));
            }
        }
        return faults.findings();
    }
}
