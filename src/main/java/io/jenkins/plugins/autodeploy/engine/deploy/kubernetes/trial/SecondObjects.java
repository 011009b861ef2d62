package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ClusterApi;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveObject;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.ObjectRef;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.Optional;

/** The objects of a trial in the cluster. Every act can be done again. */
public final class SecondObjects {
    private final Trial trial;
    private final ClusterApi cluster;

    public SecondObjects(Trial trial, ClusterApi cluster) {
        this.trial = trial;
        this.cluster = cluster;
    }

    /**
     * Makes the second workload, or scales it.
     *
     * @param first the Deployment of the new version under the first workload's name
     * @return the generation that has it
     */
    public long bring(Manifest first, int replicas) throws InvalidInputException {
        SecondWorkload second = new SecondWorkload(trial);
        if (!trial.labels().isEmpty()) {
            for (String service : trial.services()) {
                Optional<ObjectNode> found = cluster.find(new ObjectRef("v1", "Service", service));
                if (found.isPresent()) {
                    cluster.apply(second.service(found.get()));
                }
            }
        }
        return LiveObject.generation(cluster.apply(second.deployment(first, replicas)));
    }

    /** The second workload goes last: as long as it is there, others can tell from it what is to be taken back. */
    public void remove() throws InvalidInputException {
        for (String service : trial.services()) {
            remove(new ObjectRef("v1", "Service", service + trial.suffix()));
        }
        remove(deployment());
    }

    /** Only what this trial made. */
    void remove(ObjectRef object) throws InvalidInputException {
        Optional<ObjectNode> found = cluster.find(object);
        if (found.isPresent() && trial.id().equals(owner(found.get()))) {
            cluster.delete(object);
        }
    }

    /** Whether the second workload is there and this trial's. */
    public boolean isThere() throws InvalidInputException {
        return cluster.find(deployment())
                .filter(found -> trial.id().equals(owner(found)))
                .isPresent();
    }

    /** Gives the first workload the replicas back that it gave to the second. */
    public void restoreReplicas() throws InvalidInputException {
        LiveWorkload first = cluster.workload(WorkloadKind.DEPLOYMENT, trial.workload());
        if (trial.means() == Trial.Means.REPLICAS
                && !trial.autoscaled()
                && first != null
                && first.replicas() < trial.replicas()) {
            cluster.scale(trial.workload(), trial.replicas());
        }
    }

    private ObjectRef deployment() {
        return WorkloadKind.DEPLOYMENT.ref(trial.second());
    }

    @CheckForNull
    private static String owner(ObjectNode object) {
        return object.at("/metadata/annotations")
                .path(Annotations.DEPLOYMENT_ID)
                .asText(null);
    }
}
