package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ApiProblem;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest.Proposal;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.RouteKind;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.SecondWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.Trial;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.TrialStep;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial.WorkloadServices;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds out how a version can be tried beside the one that runs. Changes nothing. */
final class TrialSetup {
    /** Of a Service, whose name is a DNS label. */
    private static final int LONGEST_NAME = 63;

    private final Change change;
    private final ClusterApi cluster;

    TrialSetup(Change change, ClusterApi cluster) {
        this.change = change;
        this.cluster = cluster;
    }

    /**
     * @return empty where there is nothing to try it beside
     * @throws InvalidInputException when it cannot be tried as it is asked
     */
    Optional<Trial> find(Proposal proposal, Before before) throws InvalidInputException {
        RolloutPlan plan = change.plan();
        if (!isGradual(plan)) {
            return Optional.empty();
        }
        int replicas = before.ran() ? before.frame().at("/spec/replicas").asInt(1) : 0;
        if (replicas == 0) {
            return Optional.empty();
        }
        WorkloadServices services = WorkloadServices.of(proposal, cluster);
        Trial trial = plan.strategy().equals(RolloutPlan.BLUE_GREEN)
                ? preview(services, replicas)
                : canary(plan.traffic(), services, replicas);
        check(trial);
        if (cluster.workload(WorkloadKind.DEPLOYMENT, trial.second()) == null) {
            TrialStep first = TrialStep.of(plan, replicas).get(0);
            cluster.rehearse(new SecondWorkload(trial).deployment(proposal.workload(), first.replicas()));
        }
        return Optional.of(trial);
    }

    static boolean isGradual(RolloutPlan plan) {
        return plan.strategy().equals(RolloutPlan.CANARY) || plan.strategy().equals(RolloutPlan.BLUE_GREEN);
    }

    private Trial preview(WorkloadServices services, int replicas) throws InvalidInputException {
        if (services.names().isEmpty()) {
            throw new InvalidInputException(
                    "strategy",
                    RolloutPlan.BLUE_GREEN,
                    "a Service whose selector finds the pods of %s and no others, in the manifests or in namespace '%s', since it is what is switched"
                            .formatted(change.workload(), cluster.namespace()));
        }
        List<Trial.Route> routes = services.names().stream()
                .map(name -> new Trial.Route(new ObjectRef("v1", "Service", name), null))
                .toList();
        return trial(Trial.Track.PREVIEW, Trial.Means.SERVICE, services, routes, replicas);
    }

    private Trial canary(String traffic, WorkloadServices services, int replicas) throws InvalidInputException {
        List<RouteKind> wanted = Arrays.stream(RouteKind.values())
                .filter(kind -> traffic.equals(RolloutPlan.AUTO) || traffic.equals(kind.parameter()))
                .toList();
        for (RouteKind kind : wanted) {
            List<Trial.Route> routes = services.routes(kind, traffic.equals(kind.parameter()));
            if (!routes.isEmpty()) {
                return trial(Trial.Track.CANARY, kind.means(), services, routes, replicas);
            }
        }
        if (wanted.size() == 1) {
            String where = services.names().isEmpty()
                    ? "a Service that finds the pods of " + change.workload()
                    : "Service " + String.join(" or ", services.names());
            throw new InvalidInputException(
                    "traffic",
                    traffic,
                    "%s that leads to %s, in the manifests or in namespace '%s', where there is none that may be read"
                            .formatted(name(wanted.get(0)), where, cluster.namespace()));
        }
        return new Trial(
                change.id(),
                change.workload(),
                Trial.Track.CANARY,
                Trial.Means.REPLICAS,
                services.names(),
                List.of(),
                List.of(),
                replicas,
                false,
                0);
    }

    private static String name(RouteKind kind) {
        return kind == RouteKind.INGRESS ? "an Ingress of nginx's controller" : "a " + kind.kind();
    }

    private Trial trial(
            Trial.Track track, Trial.Means means, WorkloadServices services, List<Trial.Route> routes, int replicas) {
        return new Trial(
                change.id(),
                change.workload(),
                track,
                means,
                services.names(),
                services.labels(),
                routes,
                replicas,
                false,
                0);
    }

    private void check(Trial trial) throws InvalidInputException {
        if (trial.second().length() > LONGEST_NAME) {
            throw new InvalidInputException(
                    "workload",
                    trial.workload(),
                    "at most %d characters, so that %s can be the second one's name"
                            .formatted(LONGEST_NAME - trial.suffix().length(), trial.workload() + trial.suffix()));
        }
        List<ObjectRef> objects = new ArrayList<>(List.of(WorkloadKind.DEPLOYMENT.ref(trial.second())));
        if (!trial.labels().isEmpty()) {
            trial.services().forEach(name -> objects.add(new ObjectRef("v1", "Service", name + trial.suffix())));
        }
        if (trial.means() == Trial.Means.INGRESS) {
            trial.routes()
                    .forEach(route -> objects.add(new ObjectRef(
                            route.object().apiVersion(),
                            "Ingress",
                            route.object().name() + trial.suffix())));
        }
        for (ObjectRef object : objects) {
            Optional<ObjectNode> found = cluster.find(object);
            if (found.isPresent() && !found.get().at("/metadata/annotations").has(Annotations.TRIAL_OF)) {
                throw new InvalidInputException(
                        "strategy",
                        change.plan().strategy(),
                        "no %s that somebody else made, since the strategy needs that name".formatted(object.label()));
            }
        }
    }

    /** Whether something else decides how many replicas a Deployment has, as far as this user may see it. */
    static boolean isAutoscaled(ClusterApi cluster, String deployment) {
        try {
            return cluster.isAutoscaled(WorkloadKind.DEPLOYMENT.ref(deployment));
        } catch (KubernetesClientException e) {
            if (ApiProblem.isForbidden(e)) {
                return false;
            }
            throw e;
        }
    }
}
