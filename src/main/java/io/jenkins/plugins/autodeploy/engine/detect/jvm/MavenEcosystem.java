package io.jenkins.plugins.autodeploy.engine.detect.jvm;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Optional;

/** Projects and modules that Maven builds into a jar which can be started. */
public final class MavenEcosystem implements Ecosystem {
    @Override
    public String name() {
        return "Maven";
    }

    @Override
    public List<String> markers() {
        return List.of(Pom.FILE);
    }

    @Override
    public List<Framework> frameworks() {
        return List.of(SpringBoot.FRAMEWORK);
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        return Pom.of(directory)
                .filter(pom -> !pom.packaging().equals("pom") && !pom.hasModules())
                .flatMap(MavenEcosystem::describe);
    }

    private static Optional<ComponentDraft> describe(Pom pom) {
        SourceDirectory directory = pom.directory();
        boolean boot = pom.uses(SpringBoot.GROUP).isPresent();
        boolean bootable = boot && isBootable(pom);
        Optional<String> jar = runnableJar(pom, bootable);
        boolean module = pom.parent().isPresent();
        if (module && !bootable && jar.isEmpty()) {
            return Optional.empty();
        }
        SourceDirectory root = pom.root().directory();
        String member = directory.pathWithin(root);
        if (!SafeText.isPlain(member)) {
            return Optional.empty();
        }
        String maven = (root.has("mvnw") ? "./mvnw" : "mvn") + " -B"
                + (member.isEmpty() ? "" : " -pl %s -am".formatted(member));
        ComponentDraft draft = new ComponentDraft(directory, Sources.language(directory))
                .name(pom.artifactId())
                .tools("maven", "maven")
                .because(Pom.FILE, "artifact " + pom.artifactId())
                .builtFrom(root)
                .build(maven + " -DskipTests package")
                .test(maven + " test")
                .output("target")
                .kind(ComponentKind.WORKER)
                .confidence(jar.isPresent() ? Confidence.STARTABLE : Confidence.GUESSED);
        JavaVersion.describe(pom, draft);
        jar.ifPresent(file -> draft.start("java -jar target/" + file).because(Pom.FILE, "jar target/" + file));
        if (bootable) {
            String version =
                    pom.uses(SpringBoot.GROUP).flatMap(SafeText::version).orElse(null);
            draft.framework(SpringBoot.FRAMEWORK.name(), version)
                    .because(Pom.FILE, "%s %s".formatted(SpringBoot.GROUP, version == null ? "" : version))
                    .confidence(jar.isPresent() ? Confidence.PROVEN : Confidence.DECLARED);
            SpringBoot.describe(pom.dependencies(), draft);
        } else {
            Sources.describePort(draft);
        }
        return Optional.of(draft);
    }

    /** A module with Spring's libraries and no application class is a library. */
    private static boolean isBootable(Pom pom) {
        boolean plugin = pom.plugin("spring-boot-maven-plugin").isPresent();
        return plugin || Sources.mentions(pom.directory(), "@SpringBootApplication");
    }

    /** The file that {@code package} leaves and {@code java -jar} starts; empty when the jar has no main class. */
    private static Optional<String> runnableJar(Pom pom, boolean bootable) {
        boolean main = List.of("maven-jar-plugin", "maven-shade-plugin", "maven-assembly-plugin").stream()
                .flatMap(plugin -> pom.plugin(plugin).stream())
                .anyMatch(plugin -> plugin.getElementsByTagName("mainClass").getLength() > 0);
        if (!bootable && !main || !pom.packaging().equals("jar")) {
            return Optional.empty();
        }
        String name = pom.value("build/finalName").orElse(pom.artifactId() + "-" + pom.version());
        return SafeText.path(name + ".jar").filter(file -> !file.contains("/"));
    }
}
