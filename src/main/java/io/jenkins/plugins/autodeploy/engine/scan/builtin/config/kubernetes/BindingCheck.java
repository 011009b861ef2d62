package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;
import java.util.Set;

/** Who is given rights. */
final class BindingCheck implements ManifestCheck {
    private static final Rule CLUSTER_ADMIN = new Rule(
            "kubernetes-cluster-admin",
            Severity.CRITICAL,
            "The binding gives all rights of the cluster",
            "bind a role that has only the rights that are needed");
    private static final Rule EVERYBODY = new Rule(
            "kubernetes-binding-everybody",
            Severity.CRITICAL,
            "The binding gives rights to everybody, or to whoever has not even logged in",
            "name users, groups or service accounts");
    private static final Rule MASTERS = new Rule(
            "kubernetes-binding-masters",
            Severity.CRITICAL,
            "Members of system:masters stand above all checks of rights, and cannot be removed",
            "use a group of your own");
    private static final Rule DEFAULT_ACCOUNT = new Rule(
            "kubernetes-binding-default-account",
            Severity.MEDIUM,
            "Every pod of the namespace that names no account gets these rights",
            "make a ServiceAccount for what needs them");

    private static final Set<String> ALL =
            Set.of("system:anonymous", "system:unauthenticated", "system:authenticated", "system:serviceaccounts");

    @Override
    public List<Rule> rules() {
        return List.of(CLUSTER_ADMIN, EVERYBODY, MASTERS, DEFAULT_ACCOUNT);
    }

    @Override
    public void check(Manifest manifest, Faults faults) {
        if (!manifest.kind().equals("RoleBinding") && !manifest.kind().equals("ClusterRoleBinding")) {
            return;
        }
        YamlNode role = manifest.root().at("roleRef", "name");
        if (role.text().equals("cluster-admin")) {
            faults.add(CLUSTER_ADMIN, role.line(), manifest.title());
        }
        for (YamlNode subject : manifest.root().get("subjects").items()) {
            String name = subject.get("name").text();
            boolean account = subject.get("kind").text().equals("ServiceAccount");
            if (!account && ALL.contains(name)) {
                faults.add(EVERYBODY, subject.line(), manifest.title());
            }
            if (!account && name.equals("system:masters")) {
                faults.add(MASTERS, subject.line(), manifest.title());
            }
            if (account && name.equals("default")) {
                faults.add(DEFAULT_ACCOUNT, subject.line(), manifest.title());
            }
        }
    }
}
