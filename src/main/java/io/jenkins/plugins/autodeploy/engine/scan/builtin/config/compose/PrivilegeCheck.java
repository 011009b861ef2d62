package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.compose;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Capabilities;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;

/** What takes the walls around a service down. */
final class PrivilegeCheck implements ComposeCheck {
    private static final Rule PRIVILEGED = new Rule(
            "compose-privileged",
            Severity.HIGH,
            "A privileged service can do all that its host can",
            "remove privileged, and add the capabilities that it needs");
    private static final Rule CAPABILITY = new Rule(
            "compose-dangerous-capability",
            Severity.HIGH,
            "An added capability reaches beyond the container",
            "remove it from cap_add");
    private static final Rule UNCONFINED = new Rule(
            "compose-unconfined",
            Severity.MEDIUM,
            "A guard of the kernel is turned off",
            "remove it from security_opt");
    private static final Rule ROOT =
            new Rule("compose-root-user", Severity.MEDIUM, "The service is made to run as root", "name another user");

    @Override
    public List<Rule> rules() {
        return List.of(PRIVILEGED, CAPABILITY, UNCONFINED, ROOT);
    }

    @Override
    public void check(String name, YamlNode service, Faults faults) {
        if (service.get("privileged").isTrue()) {
            faults.add(PRIVILEGED, service.get("privileged").line(), name);
        }
        for (YamlNode added : service.get("cap_add").items()) {
            if (Capabilities.opensTheHost(added.text())) {
                faults.add(CAPABILITY, added.line(), added.text() + " in " + name);
            }
        }
        for (YamlNode option : service.get("security_opt").items()) {
            if (option.text()
                    .replace('=', ':')
                    .matches("(?:seccomp|apparmor|systempaths):unconfined|label:disable(?::true)?")) {
                faults.add(UNCONFINED, option.line(), option.text() + " in " + name);
            }
        }
        if (service.get("user").text().matches("(?:root|0)(?::.*)?")) {
            faults.add(ROOT, service.get("user").line(), name);
        }
    }
}
