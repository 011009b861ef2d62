package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.AnalysisWatch;
import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.Ending;
import io.jenkins.plugins.autodeploy.engine.deploy.ResumableState;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackRequest;
import io.jenkins.plugins.autodeploy.engine.deploy.RolloutPlan;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All that a run has to remember beyond what its hosts' containers tell.
 *
 * @param deploy set for a deployment
 * @param rollback set for a rollback
 * @param at index of the host that something is done to
 * @param weight percent of the requests that the new version gets once the present phase is through
 * @param deadline when the present phase has to be through, or when a vigil ends; null while nothing has changed
 * @param hosts in the order in which they are gone over
 * @param ending what the way back ends as; null while it goes forward
 */
record RunState(
        @CheckForNull DeployRequest deploy,
        @CheckForNull RollbackRequest rollback,
        Deployment record,
        Phase phase,
        int at,
        int weight,
        @CheckForNull Instant deadline,
        List<HostState> hosts,
        @CheckForNull Ending ending)
        implements ResumableState<RunState> {
    RunState {
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
    }

    static RunState first(Change change, Deployment record, List<String> urls) {
        DeployRequest deploy = change instanceof DeployChange bring ? bring.request() : null;
        RollbackRequest rollback = change instanceof RollbackChange back ? back.request() : null;
        List<HostState> hosts = urls.stream().map(HostState::unknown).toList();
        return new RunState(deploy, rollback, record, Phase.QUEUED, 0, 0, null, hosts, null);
    }

    Change change() {
        return deploy != null ? new DeployChange(deploy) : new RollbackChange(rollback);
    }

    /** The host that something is done to. */
    HostState here() {
        return hosts.get(at);
    }

    Stop stop() {
        return new Stop(phase, at, weight);
    }

    /** Where it goes from here; empty when it has arrived. */
    Optional<Stop> next() {
        Itinerary itinerary = returning() ? back() : Itinerary.of(plan(), hosts.size());
        return itinerary.after(stop());
    }

    private Itinerary back() {
        return Itinerary.back(IntStream.range(0, hosts.size())
                .filter(host -> hosts.get(host).touched())
                .boxed()
                .toList());
    }

    /** Without anything that ran before there is nothing to share requests with. */
    RolloutPlan plan() {
        RolloutPlan asked = change().plan();
        boolean first = hosts.stream().map(HostState::previous).allMatch(Objects::isNull);
        return first ? new RolloutPlan(asked.strategy(), List.of(), asked.traffic(), null, asked.analysis()) : asked;
    }

    /** What the container is called where several hosts have one of that name. */
    String located(String container) {
        return hosts.size() == 1 ? container : "%s on %s".formatted(container, here().url());
    }

    /** When the present phase is given up. What is looked at until an end ends by itself: past it, only what it has to wait for is bounded. */
    @CheckForNull
    Instant limit(Instant now) {
        if (!phase.isVigil()) {
            return deadline;
        }
        Instant end = deadline.isAfter(now) ? deadline : now;
        return end.plus(AnalysisWatch.LONGEST_ROUND).plus(DockerRun.MARGIN);
    }

    @Override
    public String toJson() {
        return Json.write(this);
    }

    @Override
    public RunState withRecord(Deployment now) {
        return new RunState(deploy, rollback, now, phase, at, weight, deadline, hosts, ending);
    }

    /** What is to be done to each host is known. */
    RunState planned(List<HostState> known) {
        return new RunState(deploy, rollback, record, phase, at, weight, deadline, known, ending);
    }

    RunState at(Stop stop, @CheckForNull Instant until) {
        RunState there =
                new RunState(deploy, rollback, record, stop.phase(), stop.host(), stop.weight(), until, hosts, ending);
        return stop.phase() == Phase.STARTING ? there.here(there.here().touch()) : there;
    }

    RunState here(HostState now) {
        List<HostState> all = new ArrayList<>(hosts);
        all.set(at, now);
        return planned(all);
    }

    /** At the beginning of the way back. */
    RunState returning(Ending end, Instant until) {
        Stop first = back().stops().get(0);
        return new RunState(deploy, rollback, record, first.phase(), first.host(), first.weight(), until, hosts, end);
    }

    @Override
    @CheckForNull
    public ApprovalRule approval() {
        return deploy == null ? null : deploy.neededApproval();
    }

    @Override
    public boolean queued() {
        return phase == Phase.QUEUED;
    }

    @Override
    public boolean returning() {
        return phase == Phase.RETURNING || phase == Phase.CLEARING;
    }

    @Override
    public boolean over() {
        return phase == Phase.ENDED;
    }

    @Override
    public RunState ended() {
        return new RunState(deploy, rollback, record, Phase.ENDED, at, weight, deadline, hosts, ending);
    }

    /** @throws IllegalArgumentException if the text is no state of this engine */
    static RunState parse(String json) {
        try {
            JsonNode tree = Json.readTree(json);
            if (tree.isObject() && !tree.has("hosts") && tree.hasNonNull("phase")) {
                ((ObjectNode) tree).putArray("hosts").add(onlyHost(tree));
                ((ObjectNode) tree).put("weight", Stop.of(phase(tree), 0).weight());
            }
            RunState state = Json.read(tree.toString(), RunState.class);
            if (state.record != null && state.phase != null && (state.deploy != null || state.rollback != null)) {
                return state;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The saved state of the deployment cannot be read", e);
        }
        throw new IllegalArgumentException("The saved state of the deployment is incomplete");
    }

    /** What a version that knew only one host had written beside the phase. */
    private static JsonNode onlyHost(JsonNode tree) {
        ObjectNode host = ((ObjectNode) tree).objectNode();
        host.put("url", tree.at("/record/target/cluster").asText());
        host.put("touched", phase(tree) != Phase.QUEUED);
        for (String field : List.of("container", "revision", "previous", "workers")) {
            if (tree.has(field)) {
                host.set(field, tree.get(field));
            }
        }
        return host;
    }

    private static Phase phase(JsonNode tree) {
        return Phase.valueOf(tree.path("phase").asText());
    }
}
