package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import java.util.List;

/** What takes the walls around a container down, or lets a process in it get more than it began with. */
final class PrivilegeCheck implements PodCheck {
    private static final Rule PRIVILEGED = new Rule(
            "kubernetes-privileged",
            Severity.HIGH,
            "A privileged container can do all that the node can",
            "remove privileged, and add the capabilities that it needs");
    private static final Rule ESCALATION = new Rule(
            "kubernetes-privilege-escalation",
            Severity.MEDIUM,
            "Processes can gain privileges by setuid programs",
            "set securityContext.allowPrivilegeEscalation to false");
    private static final Rule PROC_MOUNT = new Rule(
            "kubernetes-proc-mount",
            Severity.HIGH,
            "/proc is shown without its masks",
            "remove securityContext.procMount");
    private static final Rule HOST_PROCESS = new Rule(
            "kubernetes-host-process",
            Severity.HIGH,
            "A Windows container runs as a process of the node",
            "remove windowsOptions.hostProcess");

    @Override
    public List<Rule> rules() {
        return List.of(PRIVILEGED, ESCALATION, PROC_MOUNT, HOST_PROCESS);
    }

    @Override
    public void check(Pod pod, Faults faults) {
        for (Pod.Container container : pod.containers()) {
            if (container.security("privileged").isTrue()) {
                faults.add(PRIVILEGED, container.security("privileged").line(), container.title());
            }
            if (!container.security("allowPrivilegeEscalation").isFalse()) {
                faults.add(
                        ESCALATION,
                        container.security("allowPrivilegeEscalation").line(),
                        container.title());
            }
            if (container.security("procMount").text().equals("Unmasked")) {
                faults.add(PROC_MOUNT, container.security("procMount").line(), container.title());
            }
            if (container.inherited("windowsOptions", "hostProcess").isTrue()) {
                faults.add(
                        HOST_PROCESS,
                        container.inherited("windowsOptions", "hostProcess").line(),
                        container.title());
            }
        }
    }
}
