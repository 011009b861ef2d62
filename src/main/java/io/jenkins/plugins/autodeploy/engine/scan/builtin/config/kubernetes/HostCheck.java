package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;

/** What pods share with their node. */
final class HostCheck implements PodCheck {
    private static final Rule NETWORK = new Rule(
            "kubernetes-host-network",
            Severity.HIGH,
            "The pod is in the network of its node",
            "remove hostNetwork, and publish ports by a Service");
    private static final Rule PROCESSES =
            new Rule("kubernetes-host-pid", Severity.HIGH, "The pod sees the processes of its node", "remove hostPID");
    private static final Rule MEMORY = new Rule(
            "kubernetes-host-ipc",
            Severity.HIGH,
            "The pod shares memory with the processes of its node",
            "remove hostIPC");
    private static final Rule PORT = new Rule(
            "kubernetes-host-port",
            Severity.MEDIUM,
            "A port of the node leads past network policies into the container",
            "remove hostPort, and publish the port by a Service");

    @Override
    public List<Rule> rules() {
        return List.of(NETWORK, PROCESSES, MEMORY, PORT);
    }

    @Override
    public void check(Pod pod, Faults faults) {
        shared(pod, "hostNetwork", NETWORK, faults);
        shared(pod, "hostPID", PROCESSES, faults);
        shared(pod, "hostIPC", MEMORY, faults);
        for (Pod.Container container : pod.containers()) {
            for (YamlNode port : container.node().get("ports").items()) {
                YamlNode hostPort = port.get("hostPort");
                if (hostPort.exists() && !hostPort.text().equals("0")) {
                    faults.add(PORT, hostPort.line(), hostPort.text() + " of " + container.title());
                }
            }
        }
    }

    private static void shared(Pod pod, String key, Rule rule, Faults faults) {
        if (pod.spec().get(key).isTrue()) {
            faults.add(rule, pod.spec().get(key).line(), pod.manifest().title());
        }
    }
}
