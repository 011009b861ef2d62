package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The acts of one run on its namespace, as blocking calls. Failures are the client's {@code KubernetesClientException}s, told in words by {@link ApiProblem}. */
public final class ClusterApi {
    public static final String FIELD_MANAGER = "autodeploy";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> DRY_RUN = List.of("All");

    private static final long MOST_EVENTS = 500;

    private final KubernetesClient client;
    private final SharedWatches watches;
    private final ApiKinds kinds;
    private final String namespace;

    public ClusterApi(KubernetesConnection connection, String namespace) {
        this.client = connection.client();
        this.watches = connection.watches();
        this.kinds = connection.kinds();
        this.namespace = namespace;
    }

    public String namespace() {
        return namespace;
    }

    public String server() {
        return client.getConfiguration().getMasterUrl();
    }

    /** The Deployments that are second ones of trials. */
    public List<LiveWorkload> secondWorkloads() {
        return client
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withLabel(Annotations.TRACK)
                .list()
                .getItems()
                .stream()
                .map(LiveWorkload::of)
                .toList();
    }

    @CheckForNull
    public LiveWorkload workload(WorkloadKind kind, String name) {
        return LiveWorkload.of(client.resources(kind.type())
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** The versions of a workload that the cluster keeps. */
    public List<ClusterRevision> revisions(LiveWorkload workload) {
        return client
                .resources(workload.kind().versionType())
                .inNamespace(namespace)
                .withLabelSelector(workload.selector())
                .list()
                .getItems()
                .stream()
                .map(ClusterRevision::of)
                .filter(revision -> revision.isOf(workload))
                .toList();
    }

    /**
     * Looks at objects of a kind until what is given is closed.
     *
     * @param changed called on any thread whenever one that is wanted may have changed; must return quickly
     */
    public <T extends HasMetadata> KindWatch<T>.Share follow(
            Class<T> kind, Predicate<? super T> wanted, Runnable changed) {
        return watches.follow(kind, namespace, wanted, changed);
    }

    /** What all pods of the namespace are like, and all versions of a kind of workload and of Deployments that it keeps. */
    public List<PodSpec> podSpecs(WorkloadKind kind) {
        var versions = Stream.of(WorkloadKind.DEPLOYMENT, kind)
                .distinct()
                .flatMap(each -> client.resources(each.versionType()).inNamespace(namespace).list().getItems().stream())
                .map(version -> ClusterRevision.of(version).template().getSpec());
        var pods =
                client.pods().inNamespace(namespace).list().getItems().stream().map(Pod::getSpec);
        return Stream.concat(versions, pods).filter(Objects::nonNull).toList();
    }

    /** The object as it is now; empty when there is none. */
    public Optional<ObjectNode> find(ObjectRef object) throws InvalidInputException {
        return Optional.ofNullable(resource(object).get()).map(found -> MAPPER.valueToTree(found));
    }

    /** All objects of a kind; empty also where the cluster does not know the kind, or does not let this user see it. */
    public List<ObjectNode> visible(String apiVersion, String kind) throws InvalidInputException {
        if (kinds.find(apiVersion, kind).isEmpty()) {
            return List.of();
        }
        try {
            return client
                    .genericKubernetesResources(definition(new ObjectRef(apiVersion, kind, "")))
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .stream()
                    .map(found -> MAPPER.<ObjectNode>valueToTree(found))
                    .toList();
        } catch (KubernetesClientException e) {
            if (ApiProblem.isForbidden(e)) {
                return List.of();
            }
            throw e;
        }
    }

    /** Sets a part of an object as a whole, whoever owns it: what {@code kubectl rollout undo} does with a template. */
    public ObjectNode replace(ObjectRef object, String pointer, JsonNode value) throws InvalidInputException {
        ArrayNode patch = MAPPER.createArrayNode();
        patch.addObject().put("op", "replace").put("path", pointer).set("value", value);
        return patch(object, PatchType.JSON, patch);
    }

    /** Sets how many replicas a Deployment has, whoever owns that. */
    public void scale(String deployment, int replicas) throws InvalidInputException {
        ObjectNode patch = MAPPER.createObjectNode();
        patch.putObject("spec").put("replicas", replicas);
        patch(WorkloadKind.DEPLOYMENT.ref(deployment), PatchType.JSON_MERGE, patch);
    }

    /** Server-side apply; fields that somebody else owns are refused. */
    public ObjectNode apply(Manifest manifest) throws InvalidInputException {
        dropRollingUpdate(manifest);
        return patchUnlessOwned(manifest, List.of());
    }

    /** Server-side apply that takes over fields of other owners: only to restore what was there. */
    public ObjectNode restore(Manifest manifest) throws InvalidInputException {
        dropRollingUpdate(manifest);
        return patch(manifest, List.of(), true);
    }

    /** Like {@link #restore}, and a workload's pod template becomes exactly the one given, also where somebody else had added fields. */
    public ObjectNode restoreExactly(Manifest manifest) throws InvalidInputException {
        ObjectNode restored = restore(manifest);
        if (WorkloadKind.of(manifest).isEmpty()) {
            return restored;
        }
        JsonNode template = LiveObject.template(manifest.json());
        return LiveObject.template(restored).equals(template)
                ? restored
                : replace(manifest.ref(), "/spec/template", template);
    }

    /** What {@link #apply} would make, with the server's own validation; nothing changes. */
    public ObjectNode rehearse(Manifest manifest) throws InvalidInputException {
        return patchUnlessOwned(withoutRecreate(manifest), DRY_RUN);
    }

    /** What {@link #restore} would make; nothing changes. */
    public ObjectNode rehearseRestore(Manifest manifest) throws InvalidInputException {
        return patch(withoutRecreate(manifest), DRY_RUN, true);
    }

    /** Apply cannot remove what the server itself filled in for a rolling update, and the server refuses it beside {@code Recreate}. */
    private void dropRollingUpdate(Manifest manifest) throws InvalidInputException {
        if (!isRecreate(manifest)) {
            return;
        }
        Optional<ObjectNode> live = find(manifest.ref());
        if (live.isPresent() && live.get().at("/spec/strategy").has("rollingUpdate")) {
            ObjectNode patch = MAPPER.createObjectNode();
            patch.withObject("/spec/strategy").put("type", "Recreate").putNull("rollingUpdate");
            patch(manifest.ref(), PatchType.JSON_MERGE, patch);
        }
    }

    /** The change of the strategy takes two acts, so that it cannot be rehearsed with the rest. */
    private static Manifest withoutRecreate(Manifest manifest) {
        if (!isRecreate(manifest)) {
            return manifest;
        }
        ObjectNode json = manifest.json().deepCopy();
        json.withObject("/spec").remove("strategy");
        return new Manifest(json);
    }

    private static boolean isRecreate(Manifest manifest) {
        return WorkloadKind.of(manifest)
                        .filter(kind -> kind == WorkloadKind.DEPLOYMENT)
                        .isPresent()
                && manifest.json().at("/spec/strategy/type").asText().equals("Recreate");
    }

    /** Sets an annotation, whoever owns it. */
    public ObjectNode annotate(ObjectRef object, String name, String value) throws InvalidInputException {
        ObjectNode patch = MAPPER.createObjectNode();
        patch.putObject("metadata").putObject("annotations").put(name, value);
        return patch(object, PatchType.JSON_MERGE, patch);
    }

    /** Removes an object and, by the cluster's garbage collector, what it owns; harmless when it is gone. */
    public void delete(ObjectRef object) throws InvalidInputException {
        resource(object).delete();
    }

    public List<Secret> secrets(Map<String, String> labels) {
        return client.secrets().inNamespace(namespace).withLabels(labels).list().getItems();
    }

    /** Whether a HorizontalPodAutoscaler sets the replicas of a workload. */
    public boolean isAutoscaled(ObjectRef workload) {
        return client.autoscaling().v1().horizontalPodAutoscalers().inNamespace(namespace).list().getItems().stream()
                .map(autoscaler -> autoscaler.getSpec().getScaleTargetRef())
                .anyMatch(scaled -> scaled.getKind().equals(workload.kind())
                        && scaled.getName().equals(workload.name()));
    }

    /** Removes a pod unless it has changed since it was seen; another one of its name is left alone. */
    public void delete(Pod seen) {
        client.pods()
                .inNamespace(namespace)
                .withName(seen.getMetadata().getName())
                .lockResourceVersion(seen.getMetadata().getResourceVersion())
                .delete();
    }

    /** The last warnings of the namespace, of whatever object. */
    public List<Event> warnings() {
        return client.v1()
                .events()
                .inNamespace(namespace)
                .withField("type", "Warning")
                .list(new ListOptionsBuilder().withLimit(MOST_EVENTS).build())
                .getItems();
    }

    /** The newest last. */
    public List<Event> events(String kind, String name) {
        return client.v1()
                .events()
                .inNamespace(namespace)
                .withFields(Map.of("involvedObject.kind", kind, "involvedObject.name", name))
                .list()
                .getItems();
    }

    /** The last lines that a container wrote before it ended the last time, or writes now when it has not ended yet. */
    public List<String> lastLines(String pod, String container, boolean previous, int count) {
        var containers = client.pods().inNamespace(namespace).withName(pod).inContainer(container);
        var lines = previous ? containers.terminated().tailingLines(count) : containers.tailingLines(count);
        return lines.getLog().lines().toList();
    }

    /** Fields that this engine itself set by another kind of patch are its own, although the server counts them apart. */
    private ObjectNode patchUnlessOwned(Manifest manifest, List<String> dryRun) throws InvalidInputException {
        try {
            return patch(manifest, dryRun, false);
        } catch (KubernetesClientException e) {
            if (ApiProblem.isConflictWithOnly(e, FIELD_MANAGER)) {
                return patch(manifest, dryRun, true);
            }
            throw e;
        }
    }

    private ObjectNode patch(Manifest manifest, List<String> dryRun, boolean force) throws InvalidInputException {
        GenericKubernetesResource wanted = MAPPER.convertValue(manifest.json(), GenericKubernetesResource.class);
        wanted.getMetadata().setNamespace(namespace);
        return MAPPER.valueToTree(client.genericKubernetesResources(definition(manifest.ref()))
                .inNamespace(namespace)
                .resource(wanted)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(FIELD_MANAGER)
                        .withForce(force)
                        .withDryRun(dryRun)
                        .build()));
    }

    private ObjectNode patch(ObjectRef object, PatchType type, JsonNode patch) throws InvalidInputException {
        GenericKubernetesResource named = new GenericKubernetesResource();
        named.setApiVersion(object.apiVersion());
        named.setKind(object.kind());
        named.setMetadata(new ObjectMetaBuilder()
                .withName(object.name())
                .withNamespace(namespace)
                .build());
        // The client would read an object first that it only knows by its name.
        return MAPPER.valueToTree(client.genericKubernetesResources(definition(object))
                .inNamespace(namespace)
                .resource(named)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(type)
                                .withFieldManager(FIELD_MANAGER)
                                .build(),
                        patch.toString()));
    }

    private Resource<GenericKubernetesResource> resource(ObjectRef object) throws InvalidInputException {
        return client.genericKubernetesResources(definition(object))
                .inNamespace(namespace)
                .withName(object.name());
    }

    /** Asks the cluster what kinds it knows: it alone says whether one is namespaced. */
    private ResourceDefinitionContext definition(ObjectRef object) throws InvalidInputException {
        APIResource resource = kinds.find(object.apiVersion(), object.kind())
                .orElseThrow(() -> new InvalidInputException(
                        "manifests",
                        "%s of %s".formatted(object.label(), object.apiVersion()),
                        "kinds that the cluster knows"));
        if (!Boolean.TRUE.equals(resource.getNamespaced())) {
            throw new InvalidInputException(
                    "manifests",
                    object.label(),
                    "objects that live in a namespace; this kind belongs to the whole cluster");
        }
        String[] group = object.apiVersion().split("/", 2);
        return new ResourceDefinitionContext.Builder()
                .withGroup(group.length == 2 ? group[0] : "")
                .withVersion(group[group.length - 1])
                .withKind(object.kind())
                .withPlural(resource.getName())
                .withNamespaced(true)
                .build();
    }
}
