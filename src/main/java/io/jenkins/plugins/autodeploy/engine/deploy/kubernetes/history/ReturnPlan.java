package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ApiProblem;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.ConfigReferences;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What going back to a kept version takes: its pod template, its replicas, and the configuration that it read. Read from the cluster once; what follows from it is decided without input or output.
 *
 * @param live the workload's object as it is
 * @param template the pod template of the version
 * @param snapshot null when only the cluster itself keeps the version
 * @param configs the ConfigMaps and Secrets of the version that are there
 * @param unreadable those that may not be read
 * @param autoscaled why the replicas are not this rollback's to set; null when they are
 */
public record ReturnPlan(
        ObjectNode live,
        ObjectNode template,
        @CheckForNull Snapshot snapshot,
        Map<ObjectRef, ObjectNode> configs,
        Set<ObjectRef> unreadable,
        @CheckForNull String autoscaled) {
    private static final List<String> CONTENT = List.of("data", "binaryData", "type");

    /** @throws InvalidInputException if the version cannot be had again */
    public static ReturnPlan of(ClusterApi cluster, LiveWorkload now, RevisionHistory.Revision revision)
            throws InvalidInputException {
        ObjectNode live = cluster.find(now.ref())
                .orElseThrow(() -> new InvalidInputException("workload", now.name(), "a workload that stays"));
        ObjectNode template = new ClusterHistory(cluster)
                .template(now.kind(), now.name(), revision.version())
                .orElseThrow(() -> new InvalidInputException(
                        "to",
                        revision.number(),
                        "a revision whose %s is still there"
                                .formatted(
                                        now.kind().version(revision.version()).label())));
        Map<ObjectRef, ObjectNode> configs = new HashMap<>();
        Set<ObjectRef> unreadable = new HashSet<>();
        for (ObjectRef object : ConfigReferences.in(template.path("spec"))) {
            try {
                cluster.find(object).ifPresent(found -> configs.put(object, found));
            } catch (KubernetesClientException e) {
                if (!ApiProblem.isForbidden(e)) {
                    throw e;
                }
                unreadable.add(object);
            }
        }
        Snapshot snapshot = revision.snapshot();
        boolean scales = snapshot != null && !Objects.equals(snapshot.replicas(), now.replicas());
        ReturnPlan plan =
                new ReturnPlan(live, template, snapshot, configs, unreadable, scales ? autoscaled(cluster, now) : null);
        plan.checkConfigs(revision);
        return plan;
    }

    @CheckForNull
    private static String autoscaled(ClusterApi cluster, LiveWorkload workload) {
        try {
            return cluster.isAutoscaled(workload.ref())
                    ? "would leave the replicas to the HorizontalPodAutoscaler of " + workload.name()
                    : null;
        } catch (KubernetesClientException e) {
            if (ApiProblem.isForbidden(e)) {
                return "would leave the replicas as they are, since it may not be read whether a"
                        + " HorizontalPodAutoscaler sets them";
            }
            throw e;
        }
    }

    private void checkConfigs(RevisionHistory.Revision revision) throws InvalidInputException {
        for (ObjectRef object : ConfigReferences.required(template.path("spec"))) {
            boolean had = configs.containsKey(object)
                    || unreadable.contains(object)
                    || snapshot != null && snapshot.config(object).isPresent();
            if (!had) {
                throw new InvalidInputException(
                        "to",
                        revision.number(),
                        "a revision whose %s is still there or was kept".formatted(object.label()));
            }
        }
    }

    /** The replicas that the workload is to have; null for a DaemonSet, or where they are left alone. */
    @CheckForNull
    public Integer replicas() {
        return snapshot == null || autoscaled != null ? null : snapshot.replicas();
    }

    /** The configuration that is to be had back: what is gone, and what a deployment of ours has changed since. */
    public List<ObjectNode> restored() {
        return differing().stream()
                .filter(kept -> isToRestore(new Manifest(kept).ref()))
                .toList();
    }

    /** The configuration that was another one then, and stays, since it is not a deployment's own. */
    List<ObjectNode> left() {
        return differing().stream()
                .filter(kept -> !isToRestore(new Manifest(kept).ref()))
                .toList();
    }

    private boolean isToRestore(ObjectRef object) {
        ObjectNode there = configs.get(object);
        return there == null
                ? !unreadable.contains(object)
                : there.path("metadata").path("annotations").has(Annotations.DEPLOYMENT_ID);
    }

    private List<ObjectNode> differing() {
        List<ObjectNode> differing = new ArrayList<>();
        for (ObjectRef object : ConfigReferences.in(template.path("spec"))) {
            Optional<ObjectNode> kept = snapshot == null ? Optional.empty() : snapshot.config(object);
            kept.filter(then -> !isSame(then, configs.get(object))).ifPresent(differing::add);
        }
        return differing;
    }

    private static boolean isSame(JsonNode then, @CheckForNull JsonNode now) {
        return now != null && CONTENT.stream().allMatch(part -> then.path(part).equals(now.path(part)));
    }
}
