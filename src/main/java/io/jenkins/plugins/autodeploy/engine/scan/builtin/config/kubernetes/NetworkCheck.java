package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;

/** Who can reach what runs, and whether others can read along. */
final class NetworkCheck implements ManifestCheck {
    private static final Rule WITHOUT_TLS = new Rule(
            "kubernetes-ingress-without-tls",
            Severity.MEDIUM,
            "What goes in and out can be read and changed on the way",
            "name a certificate under spec.tls");
    private static final Rule SNIPPET = new Rule(
            "kubernetes-ingress-snippet",
            Severity.HIGH,
            "A snippet in an annotation changes the configuration of the controller that serves all namespaces",
            "remove it; use the controller's own annotations");
    private static final Rule OPEN_BALANCER = new Rule(
            "kubernetes-open-load-balancer",
            Severity.LOW,
            "The whole internet may reach the service",
            "set spec.loadBalancerSourceRanges, or publish it by an Ingress");
    private static final Rule NODE_PORT = new Rule(
            "kubernetes-node-port",
            Severity.LOW,
            "The service is reached on every node, past the Ingress",
            "use the type ClusterIP, and publish it by an Ingress");
    private static final Rule EXTERNAL_ADDRESSES = new Rule(
            "kubernetes-external-ips",
            Severity.HIGH,
            "spec.externalIPs can take over the traffic for addresses of others (CVE-2020-8554)",
            "remove it; use a load balancer");

    @Override
    public List<Rule> rules() {
        return List.of(WITHOUT_TLS, SNIPPET, OPEN_BALANCER, NODE_PORT, EXTERNAL_ADDRESSES);
    }

    @Override
    public void check(Manifest manifest, Faults faults) {
        if (manifest.kind().equals("Ingress")) {
            ingress(manifest, faults);
        } else if (manifest.kind().equals("Service")) {
            service(manifest, faults);
        }
    }

    private static void ingress(Manifest ingress, Faults faults) {
        YamlNode tls = ingress.root().at("spec", "tls");
        if (tls.items().isEmpty()) {
            faults.add(WITHOUT_TLS, tls.line(), ingress.title());
        }
        for (YamlNode.Entry annotation :
                ingress.root().at("metadata", "annotations").entries()) {
            if (annotation.key().contains("nginx") && annotation.key().endsWith("-snippet")) {
                faults.add(SNIPPET, annotation.value().line(), ingress.title());
            }
        }
    }

    private static void service(Manifest service, Faults faults) {
        YamlNode spec = service.root().get("spec");
        YamlNode type = spec.get("type");
        if (type.text().equals("LoadBalancer")
                && spec.get("loadBalancerSourceRanges").items().isEmpty()) {
            faults.add(OPEN_BALANCER, type.line(), service.title());
        }
        if (type.text().equals("NodePort")) {
            faults.add(NODE_PORT, type.line(), service.title());
        }
        if (!spec.get("externalIPs").items().isEmpty()) {
            faults.add(EXTERNAL_ADDRESSES, spec.get("externalIPs").line(), service.title());
        }
    }
}
