package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.compose;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.ImageNames;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.SecretNames;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which images run, what they are told, and who can reach them. */
final class ExposureCheck implements ComposeCheck {
    private static final Rule CHANGES = new Rule(
            "compose-latest-tag",
            Severity.MEDIUM,
            "The image can be another one at the next start",
            "name a version or a digest");
    private static final Rule SECRET = new Rule(
            "compose-secret-in-environment",
            Severity.MEDIUM,
            "A secret is written into the environment of a service",
            "take it from a variable, an env_file that is not kept with the source, or secrets");
    private static final Rule OPEN_DATABASE = new Rule(
            "compose-open-database",
            Severity.MEDIUM,
            "Everybody in the network of the host can reach the database",
            "publish its port on 127.0.0.1, or not at all");

    private static final Set<String> DATABASE_PORTS = Set.of(
            "1433", "1521", "2375", "2379", "3306", "5432", "5672", "5984", "6379", "7687", "8086", "9042", "9092",
            "9200", "11211", "15672", "26257", "27017");
    /** {@code ADDRESS:PUBLISHED:TARGET/PROTOCOL}, of which all but the target may be missing. */
    private static final Pattern SHORT_PORT = Pattern.compile(
            "(?:(?<address>\\[[^]]{1,50}]|[0-9.]{7,15}):)?(?:(?<published>[^:]{0,100}):)?(?<target>\\d{1,5})(?:/\\w{1,5})?");

    @Override
    public List<Rule> rules() {
        return List.of(CHANGES, SECRET, OPEN_DATABASE);
    }

    @Override
    public void check(String name, YamlNode service, Faults faults) {
        YamlNode image = service.get("image");
        // With build, the name is what the result is called.
        if (!service.get("build").exists() && ImageNames.changes(image.text())) {
            faults.add(CHANGES, image.line(), "%s in %s".formatted(image.text(), name));
        }
        environment(name, service.get("environment"), faults);
        for (YamlNode port : service.get("ports").items()) {
            if (isOpenDatabase(port)) {
                faults.add(OPEN_DATABASE, port.line(), name);
            }
        }
    }

    private static void environment(String name, YamlNode environment, Faults faults) {
        for (YamlNode.Entry variable : environment.entries()) {
            if (SecretNames.isSecretWritten(variable.key(), variable.value().text())) {
                faults.add(SECRET, variable.value().line(), variable.key() + " in " + name);
            }
        }
        for (YamlNode variable : environment.items()) {
            String[] assignment = variable.text().split("=", 2);
            if (assignment.length == 2 && SecretNames.isSecretWritten(assignment[0], assignment[1])) {
                faults.add(SECRET, variable.line(), assignment[0] + " in " + name);
            }
        }
    }

    private static boolean isOpenDatabase(YamlNode port) {
        if (port.isMapping()) {
            return DATABASE_PORTS.contains(port.get("target").text())
                    && port.get("published").exists()
                    && !isLoopback(port.get("host_ip").text());
        }
        Matcher parts = SHORT_PORT.matcher(port.text());
        return parts.matches()
                && DATABASE_PORTS.contains(parts.group("target"))
                && !isLoopback(parts.group("address") == null ? "" : parts.group("address"));
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("[::1]");
    }
}
