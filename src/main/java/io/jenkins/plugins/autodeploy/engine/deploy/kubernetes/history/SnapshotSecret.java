package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Annotations;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Labels;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.LiveWorkload;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.Manifest;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster.WorkloadKind;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The form in which a snapshot lies in the cluster, as Helm keeps its releases: compressed in a Secret, since it holds variables and the content of Secrets. The Secret belongs to its workload, and goes with it. Pure.
 */
public final class SnapshotSecret {
    public static final String TYPE = "autodeploy.jenkins.io/deployment.v1";
    static final String KIND = "autodeploy.jenkins.io/kind";
    static final String REVISION = "autodeploy.jenkins.io/revision";

    private static final String DATA = "snapshot";
    /** A Secret may hold 1 MiB; the request that carries it as Base64 may have 1.5. */
    private static final int MOST_BYTES = 1_000_000;

    private static final int MOST_BYTES_OF_JSON = 16 * 1024 * 1024;
    private static final int LONGEST_NAME = 253;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SnapshotSecret() {}

    /** The labels of a workload's snapshots. */
    static Map<String, String> labels(WorkloadKind kind, String workload) {
        return Map.of(Labels.WORKLOAD, workload, KIND, kind.kind());
    }

    /** As much of it as a Secret can hold; empty when even the workload alone is too much. */
    static Optional<Snapshot> fitting(Snapshot snapshot) {
        Optional<Snapshot> candidate = Optional.of(snapshot);
        while (candidate.isPresent() && pack(candidate.get()).length > MOST_BYTES) {
            candidate = candidate.get().smaller();
        }
        return candidate;
    }

    /** @param snapshot that {@linkplain #fitting fits} */
    static Manifest of(LiveWorkload owner, Snapshot snapshot) {
        ObjectNode secret = MAPPER.createObjectNode();
        secret.put("apiVersion", "v1").put("kind", "Secret").put("type", TYPE);
        ObjectNode metadata = secret.putObject("metadata");
        metadata.put("name", name(owner.name(), snapshot.deploymentId()));
        ObjectNode labels = metadata.putObject("labels");
        labels(owner.kind(), owner.name()).forEach(labels::put);
        labels.put(Annotations.DEPLOYMENT_ID, snapshot.deploymentId());
        labels.put(REVISION, String.valueOf(snapshot.revision()));
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", owner.ref().apiVersion())
                .put("kind", owner.ref().kind())
                .put("name", owner.name())
                .put("uid", owner.metadata().getUid());
        secret.putObject("data").put(DATA, Base64.getEncoder().encodeToString(pack(snapshot)));
        return new Manifest(secret);
    }

    /**
     * @param data of the Secret
     * @return empty when it is none of ours, or damaged
     */
    static Optional<Snapshot> read(@CheckForNull Map<String, String> data) {
        if (data == null || !data.containsKey(DATA)) {
            return Optional.empty();
        }
        try {
            byte[] packed = Base64.getDecoder().decode(data.get(DATA));
            Snapshot snapshot = Json.read(unpack(packed), Snapshot.class);
            boolean whole =
                    snapshot.deploymentId() != null && snapshot.version() != null && snapshot.workload() != null;
            return whole ? Optional.of(snapshot) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String name(String workload, String deploymentId) {
        String id = deploymentId.toLowerCase(Locale.ROOT).replace('_', '-');
        // Names know no capitals: ids that differ in them alone have to stay apart.
        String distinct = id.equals(deploymentId) ? id : id + "-" + Integer.toHexString(deploymentId.hashCode());
        String name = "autodeploy.%s.%s".formatted(workload, distinct);
        return name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    private static byte[] pack(Snapshot snapshot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(Json.write(snapshot).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String unpack(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] json = in.readNBytes(MOST_BYTES_OF_JSON + 1);
            if (json.length > MOST_BYTES_OF_JSON) {
                throw new IOException("longer than a snapshot is");
            }
            return new String(json, StandardCharsets.UTF_8);
        }
    }
}
