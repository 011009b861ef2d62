package io.jenkins.plugins.autodeploy.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the plugin as it is installed: {@code target/autodeploy.hpi}. */
class HpiTest {
    private static final String OWN_JAR = "WEB-INF/lib/autodeploy.jar";
    private static final Path WEBAPP = Path.of("src/main/webapp");

    /** In Jenkins itself, or in a plugin that this one depends on; a second copy would clash with it. */
    private static final List<String> PROVIDED = List.of(
            "hudson/",
            "jenkins/",
            "org/kohsuke/",
            "org/jenkinsci/",
            "com/cloudbees/",
            "net/sf/json/",
            "jakarta/servlet/",
            "jakarta/mail/",
            "org/slf4j/",
            "org/apache/commons/logging/",
            "org/apache/commons/io/",
            "org/apache/commons/codec/",
            "com/google/common/",
            "org/antlr/",
            "org/objectweb/asm/",
            "com/fasterxml/jackson/",
            "org/yaml/snakeyaml/",
            "org/snakeyaml/engine/",
            "io/fabric8/",
            "okhttp3/",
            "okio/",
            "kotlin/");

    private static final List<String> OF_THE_TERMINAL =
            List.of("picocli/", "io/javalin/", "org/eclipse/jetty/", "io/jenkins/plugins/autodeploy/cli/");

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^(?:import|export)\\b[^'\";]*?from\\s*['\"]([^'\"]+)['\"]");

    private static Archive hpi;
    private static Archive jar;

    @BeforeAll
    static void open() throws IOException {
        hpi = Archive.open(Path.of("target/autodeploy.hpi"));
        jar = hpi.inner(OWN_JAR);
    }

    @Test
    void saysWhatItIsAndWhatItNeeds() throws IOException {
        Attributes manifest = hpi.manifest();
        assertThat(manifest.getValue("Short-Name")).isEqualTo("autodeploy");
        assertThat(manifest.getValue("Extension-Name")).isEqualTo("autodeploy");
        assertThat(manifest.getValue("Long-Name")).isEqualTo("AutoDeploy");
        assertThat(manifest.getValue("Group-Id")).isEqualTo("io.jenkins.plugins");
        assertThat(manifest.getValue("Jenkins-Version")).isEqualTo("2.541.3");
        assertThat(manifest.getValue("Minimum-Java-Version")).isEqualTo("17");
        assertThat(manifest.getValue("Plugin-Version")).matches("\\d+\\.\\d+.*");
        assertThat(manifest.getValue("Plugin-Dependencies").split(","))
                .allMatch(dependency -> dependency.matches("[a-z0-9-]+:[0-9][A-Za-z0-9._-]*(;resolution:=optional)?"))
                .extracting(dependency -> dependency.split(":")[0])
                .contains("workflow-step-api", "credentials", "jackson2-api", "kubernetes-client-api");
    }

    /** Jenkins' class filter lets the types of a jar into a build.xml by the manifest of that jar. */
    @Test
    void ownJarSaysTheSame() throws IOException {
        assertThat(jar.manifest()).isEqualTo(hpi.manifest());
    }

    @Test
    void describesItselfToThePluginManager() {
        assertThat(jar.files().keySet()).contains("index.jelly");
    }

    @Test
    void bundlesOnlyWhatIsListed() {
        String[] listed = System.getProperty("hpi.bundledArtifacts").split(",");
        Set<String> bundled = hpi.paths("WEB-INF/lib/", ".jar");
        bundled.remove(OWN_JAR);
        assertThat(bundled)
                .allMatch(path -> Arrays.stream(listed)
                        .anyMatch(name -> path.matches("WEB-INF/lib/" + Pattern.quote(name) + "-\\d[^/]*\\.jar")))
                .hasSameSizeAs(listed);
    }

    @Test
    void hasNothingThatJenkinsOrAPluginBrings() throws IOException {
        Map<String, Set<String>> twice = new TreeMap<>();
        for (String path : hpi.paths("WEB-INF/lib/", ".jar")) {
            Set<String> classes = hpi.inner(path).paths("", ".class");
            classes.removeIf(name ->
                    Stream.of(PROVIDED, OF_THE_TERMINAL).flatMap(List::stream).noneMatch(name::startsWith));
            if (!classes.isEmpty()) {
                twice.put(path, classes);
            }
        }
        assertThat(twice).isEmpty();
        assertThat(jar.paths("", ".class")).allMatch(name -> name.startsWith("io/jenkins/plugins/autodeploy/"));
    }

    @Test
    void hasTheWholePage() throws IOException {
        try (Stream<Path> files = Files.walk(WEBAPP)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(hpi.files().keySet())
                            .contains(WEBAPP.relativize(file).toString()));
        }
    }

    @Test
    void everyModuleThatThePageImportsIsThere() {
        Map<String, String> missing = new TreeMap<>();
        for (String module : hpi.paths("", ".js")) {
            new TreeSet<>(imports(module)).forEach(imported -> {
                Path resolved = Path.of(module).resolveSibling(imported).normalize();
                if (!hpi.files().containsKey(resolved.toString())) {
                    missing.put(module, imported);
                }
            });
        }
        assertThat(missing).isEmpty();
        assertThat(hpi.files().keySet()).contains("js/lib/lit-html/LICENSE");
    }

    private static List<String> imports(String module) {
        String text = new String(hpi.files().get(module), UTF_8);
        return IMPORT.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
