package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Which npm registry a machine uses. A project's own {@code .npmrc} has no say: whoever can change the project could name a registry that knows of nothing. */
final class NpmRegistry {
    private static final String PUBLIC = "https://registry.npmjs.org/";
    private static final int LARGEST = 1 << 20;

    private NpmRegistry() {}

    /**
     * As npm itself looks for it: the environment, the user's {@code .npmrc}, the public one.
     *
     * @throws AdvisoriesUnusableException when it is no address, or the user's file cannot be read
     */
    static URI of(Map<String, String> environment, Path home) throws AdvisoriesUnusableException {
        String address = Stream.of(
                        environment.get("npm_config_registry"), environment.get("NPM_CONFIG_REGISTRY"), ofFile(home))
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse(PUBLIC)
                .strip();
        try {
            URI registry = URI.create(address.endsWith("/") ? address : address + "/");
            if (registry.getHost() != null && registry.getScheme().matches("https?")) {
                return registry;
            }
        } catch (IllegalArgumentException e) {
            // as below
        }
        throw new AdvisoriesUnusableException(
                "npm's registry is no http or https address that can be read: see npm_config_registry and ~/.npmrc");
    }

    @CheckForNull
    private static String ofFile(Path home) throws AdvisoriesUnusableException {
        Path file = home.resolve(".npmrc");
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            Properties settings = new Properties();
            settings.load(new InputStreamReader(
                    new ByteArrayInputStream(stream.readNBytes(LARGEST)), StandardCharsets.UTF_8));
            return settings.getProperty("registry");
        } catch (IOException | IllegalArgumentException e) {
            throw new AdvisoriesUnusableException(
                    "npm's registry cannot be told: %s cannot be read".formatted(file), e);
        }
    }
}
