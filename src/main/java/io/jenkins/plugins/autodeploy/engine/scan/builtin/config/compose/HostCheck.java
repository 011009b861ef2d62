package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.compose;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.HostPaths;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;

/** What services share with their host. */
final class HostCheck implements ComposeCheck {
    private static final Rule NETWORK = new Rule(
            "compose-host-network",
            Severity.HIGH,
            "The service is in the network of its host",
            "remove network_mode, and publish ports");
    private static final Rule NAMESPACE = new Rule(
            "compose-host-namespace",
            Severity.HIGH,
            "The service shares processes, memory or users with its host",
            "remove the setting host");
    private static final Rule SOCKET = new Rule(
            "compose-engine-socket",
            Severity.CRITICAL,
            "Who has the container engine's socket is root on the host",
            "remove the volume, or put a proxy before it that lets only the needed requests through");
    private static final Rule SENSITIVE = new Rule(
            "compose-sensitive-host-path",
            Severity.HIGH,
            "The service has a directory of its host with settings, secrets or programs",
            "use a named volume");

    @Override
    public List<Rule> rules() {
        return List.of(NETWORK, NAMESPACE, SOCKET, SENSITIVE);
    }

    @Override
    public void check(String name, YamlNode service, Faults faults) {
        if (service.get("network_mode").text().equals("host")) {
            faults.add(NETWORK, service.get("network_mode").line(), name);
        }
        for (String key : List.of("pid", "ipc", "userns_mode", "uts", "cgroup")) {
            if (service.get(key).text().equals("host")) {
                faults.add(NAMESPACE, service.get(key).line(), key + " of " + name);
            }
        }
        for (YamlNode volume : service.get("volumes").items()) {
            String source = source(volume);
            if (HostPaths.isEngineSocket(source)) {
                faults.add(SOCKET, volume.line(), name);
            } else if (HostPaths.isSensitive(source)) {
                faults.add(SENSITIVE, volume.line(), source + " in " + name);
            }
        }
    }

    /** Of the short form, {@code SOURCE:TARGET:MODE}, or the long one. */
    private static String source(YamlNode volume) {
        if (volume.isMapping()) {
            return volume.get("source").text();
        }
        String text = volume.text();
        int end = text.indexOf(':');
        return end > 0 ? text.substring(0, end) : "";
    }
}
