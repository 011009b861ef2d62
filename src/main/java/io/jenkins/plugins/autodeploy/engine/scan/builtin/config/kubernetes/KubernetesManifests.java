package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import java.util.List;

/** Looks for faults in files of Kubernetes manifests, YAML or JSON. */
public final class KubernetesManifests {
    private static final List<ManifestCheck> CHECKS = List.of(
            new PrivilegeCheck(),
            new UserCheck(),
            new CapabilityCheck(),
            new HostCheck(),
            new VolumeCheck(),
            new IsolationCheck(),
            new ResourceCheck(),
            new ImageCheck(),
            new SecretCheck(),
            new ServiceAccountCheck(),
            new NamespaceCheck(),
            new NetworkCheck(),
            new RoleCheck(),
            new BindingCheck());

    private KubernetesManifests() {}

    /** All faults that can be found. */
    public static List<Rule> rules() {
        return CHECKS.stream().flatMap(check -> check.rules().stream()).toList();
    }

    /**
     * @param path of the file, as findings name it
     * @return nothing for files that describe no object, and for templates, which become manifests only later
     */
    public static List<Finding> check(String path, String text) {
        Faults faults = new Faults(path);
        if (text.contains("apiVersion") && text.contains("kind")) {
            for (Manifest manifest : Manifest.read(text)) {
                CHECKS.forEach(check -> check.check(manifest, faults));
            }
        }
        return faults.findings();
    }
}
