package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which user and groups the containers run as. */
final class UserCheck implements PodCheck {
    private static final Rule ROOT = new Rule(
            "kubernetes-root-user",
            Severity.HIGH,
            "The container is made to run as root",
            "set securityContext.runAsUser to a user that may do less, and runAsNonRoot to true");
    private static final Rule MAY_BE_ROOT = new Rule(
            "kubernetes-may-run-as-root",
            Severity.MEDIUM,
            "Nothing keeps the container from running as root",
            "set securityContext.runAsNonRoot to true");
    private static final Rule ROOT_GROUP = new Rule(
            "kubernetes-root-group",
            Severity.LOW,
            "The container runs in root's group",
            "set the group to one above 0");

    private static final Pattern ZERO = Pattern.compile("0{1,10}|0x0{1,10}");

    @Override
    public List<Rule> rules() {
        return List.of(ROOT, MAY_BE_ROOT, ROOT_GROUP);
    }

    @Override
    public void check(Pod pod, Faults faults) {
        for (Pod.Container container : pod.containers()) {
            YamlNode user = container.inherited("runAsUser");
            YamlNode nonRoot = container.inherited("runAsNonRoot");
            if (isRoot(user)) {
                faults.add(ROOT, user.line(), container.title());
            } else if (!user.exists() && !nonRoot.isTrue()) {
                faults.add(MAY_BE_ROOT, nonRoot.line(), container.title());
            }
            if (isRoot(container.inherited("runAsGroup"))) {
                faults.add(ROOT_GROUP, container.inherited("runAsGroup").line(), container.title());
            }
        }
        YamlNode context = pod.spec().get("securityContext");
        Stream.concat(Stream.of(context.get("fsGroup")), context.get("supplementalGroups").items().stream())
                .filter(UserCheck::isRoot)
                .forEach(group ->
                        faults.add(ROOT_GROUP, group.line(), pod.manifest().title()));
    }

    private static boolean isRoot(YamlNode id) {
        return ZERO.matcher(id.text()).matches();
    }
}
