package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.kubernetes;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml.YamlNode;
import java.util.List;
import java.util.Set;

/** What the kernel lets containers do, and what keeps them from changing themselves. */
final class IsolationCheck implements PodCheck {
    private static final Rule NO_SECCOMP = new Rule(
            "kubernetes-no-seccomp",
            Severity.LOW,
            "The container may make every system call",
            "set securityContext.seccompProfile.type to RuntimeDefault");
    private static final Rule SECCOMP_OFF = new Rule(
            "kubernetes-seccomp-unconfined",
            Severity.MEDIUM,
            "The filter of system calls is turned off",
            "set seccompProfile.type to RuntimeDefault");
    private static final Rule APPARMOR_OFF = new Rule(
            "kubernetes-apparmor-unconfined",
            Severity.MEDIUM,
            "AppArmor is turned off",
            "use the profile runtime/default");
    private static final Rule SELINUX = new Rule(
            "kubernetes-selinux-options",
            Severity.MEDIUM,
            "The container chooses its own SELinux label",
            "remove user and role, and leave type to the container types of the node");
    private static final Rule SYSCTL = new Rule(
            "kubernetes-unsafe-sysctl",
            Severity.MEDIUM,
            "A kernel parameter is set that can disturb other pods of the node",
            "remove it from securityContext.sysctls");
    private static final Rule WRITABLE = new Rule(
            "kubernetes-writable-root",
            Severity.LOW,
            "Who breaks into the container can change its programs",
            "set securityContext.readOnlyRootFilesystem to true, with emptyDir volumes for what it writes");
    private static final Rule SHARED_PROCESSES = new Rule(
            "kubernetes-shared-processes",
            Severity.LOW,
            "The containers of the pod see each other's processes and secrets",
            "remove shareProcessNamespace");

    private static final String APPARMOR_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";
    private static final Set<String> CONTAINER_TYPES =
            Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");
    /** Those of the Pod Security Standards, level baseline. */
    private static final Set<String> SAFE_SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes");

    @Override
    public List<Rule> rules() {
        return List.of(NO_SECCOMP, SECCOMP_OFF, APPARMOR_OFF, SELINUX, SYSCTL, WRITABLE, SHARED_PROCESSES);
    }

    @Override
    public void check(Pod pod, Faults faults) {
        for (YamlNode.Entry annotation : pod.annotations().entries()) {
            if (annotation.key().startsWith(APPARMOR_ANNOTATION)
                    && annotation.value().text().equals("unconfined")) {
                faults.add(
                        APPARMOR_OFF, annotation.value().line(), pod.manifest().title());
            }
        }
        for (YamlNode sysctl : pod.spec().at("securityContext", "sysctls").items()) {
            String name = sysctl.get("name").text();
            if (!name.isEmpty() && !SAFE_SYSCTLS.contains(name.replace('/', '.'))) {
                faults.add(SYSCTL, sysctl.line(), name + " in " + pod.manifest().title());
            }
        }
        YamlNode shared = pod.spec().get("shareProcessNamespace");
        if (shared.isTrue()) {
            faults.add(SHARED_PROCESSES, shared.line(), pod.manifest().title());
        }
        pod.containers().forEach(container -> check(container, faults));
    }

    private static void check(Pod.Container container, Faults faults) {
        YamlNode seccomp = container.inherited("seccompProfile", "type");
        if (seccomp.text().equals("Unconfined")) {
            faults.add(SECCOMP_OFF, seccomp.line(), container.title());
        } else if (!seccomp.exists()) {
            faults.add(NO_SECCOMP, seccomp.line(), container.title());
        }
        YamlNode appArmor = container.inherited("appArmorProfile", "type");
        if (appArmor.text().equals("Unconfined")) {
            faults.add(APPARMOR_OFF, appArmor.line(), container.title());
        }
        YamlNode selinux = container.inherited("seLinuxOptions");
        if (!CONTAINER_TYPES.contains(selinux.get("type").text())
                || selinux.get("user").exists()
                || selinux.get("role").exists()) {
            faults.add(SELINUX, selinux.line(), container.title());
        }
        YamlNode readOnly = container.security("readOnlyRootFilesystem");
        if (!readOnly.isTrue()) {
            faults.add(WRITABLE, readOnly.line(), container.title());
        }
    }
}
