package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects that the deployments of a workload made beside it and that may still be there. Kept at the workload itself, so that those that its manifests no longer have are found
 * without searching all kinds that a cluster knows. Pure.
 */
public record Inventory(List<ObjectRef> objects) {
    private static final String SEPARATOR = ", ";

    public Inventory {
        objects = List.copyOf(objects);
    }

    /** @param workload null when there is none yet */
    public static Inventory of(@CheckForNull LiveWorkload workload) {
        String text = workload == null ? null : LiveWorkload.annotation(workload.metadata(), Annotations.INVENTORY);
        return text == null ? new Inventory(List.of()) : parse(text);
    }

    /** What cannot be read, because somebody edited it, is passed over. */
    private static Inventory parse(String text) {
        List<ObjectRef> objects = new ArrayList<>();
        for (String object : text.split(SEPARATOR)) {
            String[] parts = object.strip().split(" ");
            if (parts.length == 3) {
                objects.add(new ObjectRef(parts[0], parts[1], parts[2]));
            }
        }
        return new Inventory(objects);
    }

    public String text() {
        return objects.stream()
                .map(object -> "%s %s %s".formatted(object.apiVersion(), object.kind(), object.name()))
                .collect(Collectors.joining(SEPARATOR));
    }

    /**
     * Has the workload remember what it was made with. What an earlier deployment made stays in the inventory until it is really gone.
     *
     * @param manifests the workload last
     */
    public List<Manifest> writtenInto(List<Manifest> manifests) {
        int last = manifests.size() - 1;
        Set<ObjectRef> all = new LinkedHashSet<>(objects);
        manifests.subList(0, last).forEach(manifest -> all.add(manifest.ref()));
        ObjectNode workload = manifests.get(last).json().deepCopy();
        workload.withObject("/metadata/annotations").put(Annotations.INVENTORY, new Inventory(List.copyOf(all)).text());
        List<Manifest> written = new ArrayList<>(manifests.subList(0, last));
        written.add(new Manifest(workload));
        return written;
    }

    /** What the manifests no longer have, whatever version of its API they name. */
    public List<ObjectRef> without(List<Manifest> manifests) {
        return objects.stream()
                .filter(object ->
                        manifests.stream().noneMatch(manifest -> manifest.ref().isSameObject(object)))
                .toList();
    }
}
