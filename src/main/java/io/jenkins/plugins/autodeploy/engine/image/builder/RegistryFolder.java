package io.jenkins.plugins.autodeploy.engine.image.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.host.Workspace;
import io.jenkins.plugins.autodeploy.engine.host.Workspace.TemporaryDirectory;
import io.jenkins.plugins.autodeploy.engine.image.request.ImageNames;
import io.jenkins.plugins.autodeploy.engine.image.request.RegistryAccess;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder with the credentials of one registry, as docker and all others keep them, and the certificates by which it is trusted. Gone when it is closed. */
final class RegistryFolder implements AutoCloseable {
    private static final String CREDENTIALS = "config.json";
    private static final String CERTIFICATES = "ca.crt";

    private final TemporaryDirectory directory;
    private final RegistryAccess access;

    private RegistryFolder(TemporaryDirectory directory, RegistryAccess access) {
        this.directory = directory;
        this.access = access;
    }

    static RegistryFolder open(Workspace workspace, ImageNames names, RegistryAccess access)
            throws IOException, InterruptedException {
        return open(workspace, names, access, null);
    }

    /** @param plugins where docker finds its plugins when this folder takes the place of its own configuration; null for the usual places */
    static RegistryFolder open(
            Workspace workspace, ImageNames names, RegistryAccess access, @CheckForNull String plugins)
            throws IOException, InterruptedException {
        RegistryFolder folder = new RegistryFolder(workspace.createTemporaryDirectory(), access);
        try {
            if (access.credentials() != null) {
                folder.directory.write(CREDENTIALS, configuration(names, access.credentials(), plugins));
            }
            if (access.certificateAuthority() != null) {
                folder.directory.write(
                        CERTIFICATES, access.certificateAuthority().getBytes(StandardCharsets.UTF_8));
            }
            return folder;
        } catch (IOException | InterruptedException e) {
            folder.close();
            throw e;
        }
    }

    String path() {
        return directory.path();
    }

    /** The file with the credentials; null when there are none. */
    @CheckForNull
    String authFile() {
        return access.credentials() == null ? null : path() + "/" + CREDENTIALS;
    }

    /** The file with the certificates; null when there are none. */
    @CheckForNull
    String certificateFile() {
        return access.certificateAuthority() == null ? null : path() + "/" + CERTIFICATES;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        directory.close();
    }

    private static byte[] configuration(ImageNames names, RegistryCredentials credentials, String plugins) {
        String user = credentials.username() + ":" + credentials.password().reveal();
        String auth = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        Map<String, Object> configuration = new TreeMap<>();
        configuration.put("auths", Map.of(names.credentialsKey(), Map.of("auth", auth)));
        if (plugins != null) {
            configuration.put("cliPluginsExtraDirs", List.of(plugins));
        }
        return Json.write(configuration).getBytes(StandardCharsets.UTF_8);
    }
}
