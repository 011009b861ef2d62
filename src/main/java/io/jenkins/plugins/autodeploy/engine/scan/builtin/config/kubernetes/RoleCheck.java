package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;
import java.util.Set;

/** Rights that lead to more rights. */
final class RoleCheck implements ManifestCheck {
    private static final Rule EVERYTHING = new Rule(
            "kubernetes-role-everything",
            Severity.CRITICAL,
            "The role may do everything",
            "name the resources and the verbs that are needed");
    private static final Rule WILDCARD = new Rule(
            "kubernetes-role-wildcard",
            Severity.HIGH,
            "The role has a wildcard, which takes in what the cluster learns later",
            "name the resources and the verbs that are needed");
    private static final Rule ESCALATION = new Rule(
            "kubernetes-role-escalation",
            Severity.CRITICAL,
            "The role may give rights that it does not have, or act as others",
            "remove the verbs escalate, bind and impersonate, and changes of roles and bindings");
    private static final Rule SECRETS = new Rule(
            "kubernetes-role-secrets",
            Severity.HIGH,
            "The role may read or change every secret it can see",
            "name the secrets under resourceNames, with the verb get alone");
    private static final Rule EXEC = new Rule(
            "kubernetes-role-exec",
            Severity.HIGH,
            "The role may run commands in pods or on nodes, with their secrets",
            "remove pods/exec, pods/attach and nodes/proxy");
    private static final Rule TOKENS = new Rule(
            "kubernetes-role-tokens",
            Severity.HIGH,
            "The role may issue credentials for others",
            "remove serviceaccounts/token and the approval of certificate requests");
    private static final Rule ADMISSION = new Rule(
            "kubernetes-role-admission",
            Severity.CRITICAL,
            "The role may change what every object is checked and rewritten by",
            "remove changes of webhook configurations and admission policies");
    private static final Rule WORKLOADS = new Rule(
            "kubernetes-role-workloads",
            Severity.MEDIUM,
            "The role may start pods, and with them use every secret and service account of the namespace",
            "leave this to the role of who deploys");
    private static final Rule TRAFFIC = new Rule(
            "kubernetes-role-traffic",
            Severity.MEDIUM,
            "The role may turn traffic elsewhere or open what network policies close",
            "remove changes of services, endpoints, ingresses and network policies");

    private static final Set<String> CHANGES = Set.of("create", "update", "patch", "delete", "deletecollection", "*");
    private static final Set<String> GRANTS = Set.of("create", "update", "patch", "*");
    private static final Set<String> RIGHTS = Set.of("roles", "clusterroles", "rolebindings", "clusterrolebindings");
    private static final Set<String> COMMANDS = Set.of("pods/exec", "pods/attach", "nodes/proxy");
    private static final Set<String> ISSUERS = Set.of("serviceaccounts/token", "certificatesigningrequests/approval");
    private static final Set<String> ADMISSIONS = Set.of(
            "mutatingwebhookconfigurations",
            "validatingwebhookconfigurations",
            "mutatingadmissionpolicies",
            "validatingadmissionpolicies");
    private static final Set<String> PODS = Set.of(
            "pods",
            "deployments",
            "statefulsets",
            "daemonsets",
            "replicasets",
            "replicationcontrollers",
            "jobs",
            "cronjobs");
    private static final Set<String> WAYS =
            Set.of("services", "endpoints", "endpointslices", "ingresses", "networkpolicies");

    @Override
    public List<Rule> rules() {
        return List.of(EVERYTHING, WILDCARD, ESCALATION, SECRETS, EXEC, TOKENS, ADMISSION, WORKLOADS, TRAFFIC);
    }

    @Override
    public void check(Manifest manifest, Faults faults) {
        if (manifest.kind().equals("Role") || manifest.kind().equals("ClusterRole")) {
            for (YamlNode rule : manifest.root().get("rules").items()) {
                Set<String> verbs = Set.copyOf(rule.get("verbs").texts());
                Set<String> resources = Set.copyOf(rule.get("resources").texts());
                boolean named = !rule.get("resourceNames").items().isEmpty();
                new Rights(verbs, resources, named)
                        .faults()
                        .forEach(fault -> faults.add(fault, rule.line(), manifest.title()));
            }
        }
    }

    /**
     * What one rule of a role gives.
     *
     * @param named whether only for objects with certain names
     */
    private record Rights(Set<String> verbs, Set<String> resources, boolean named) {
        List<Rule> faults() {
            if (resources.contains("*")) {
                return List.of(verbs.contains("*") ? EVERYTHING : WILDCARD);
            }
            boolean anyVerb = verbs.contains("*") && !resources.isEmpty();
            return List.of(
                            fault(anyVerb, WILDCARD),
                            fault(escalates(), ESCALATION),
                            fault(
                                    may(Set.of("get", "list", "watch", "update", "patch", "*"), Set.of("secrets")),
                                    SECRETS),
                            fault(may(Set.of("create", "get", "*"), COMMANDS), EXEC),
                            fault(may(GRANTS, ISSUERS), TOKENS),
                            fault(may(CHANGES, ADMISSIONS), ADMISSION),
                            fault(may(GRANTS, PODS), WORKLOADS),
                            fault(may(CHANGES, WAYS), TRAFFIC))
                    .stream()
                    .flatMap(List::stream)
                    .toList();
        }

        private static List<Rule> fault(boolean there, Rule rule) {
            return there ? List.of(rule) : List.of();
        }

        private boolean escalates() {
            return may(Set.of("escalate", "bind", "create", "update", "patch", "*"), RIGHTS)
                    || may(Set.of("impersonate", "*"), Set.of("users", "groups", "serviceaccounts", "uids"));
        }

        private boolean may(Set<String> anyOfVerbs, Set<String> anyOfResources) {
            return !named
                    && verbs.stream().anyMatch(anyOfVerbs::contains)
                    && resources.stream().anyMatch(anyOfResources::contains);
        }
    }
}
