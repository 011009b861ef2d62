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
import java.util.regex.Pattern;

/** Projects and modules that Maven builds into something that can be started. */
public final class MavenEcosystem implements Ecosystem {
    private static final int SERVLET_PORT = 8080;
    /** Plugins that can put the name of the main class into a jar. */
    private static final List<String> PACKAGERS = List.of(
            "maven-jar-plugin",
            "maven-shade-plugin",
            "maven-assembly-plugin",
            "spring-boot-maven-plugin",
            "exec-maven-plugin");

    private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z_][\\w.]{0,200}");

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
        return JvmFrameworks.ALL;
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        return Pom.of(directory)
                .flatMap(pom -> pom.packaging().equals("pom") || pom.hasModules()
                        ? Optional.of(holdingOthersTogether(pom))
                        : describe(pom));
    }

    private static ComponentDraft holdingOthersTogether(Pom pom) {
        ComponentDraft draft = new ComponentDraft(pom.directory(), Sources.language(pom.directory()))
                .name(pom.artifactId())
                .tools("maven", "maven")
                .kind(ComponentKind.WORKER)
                .because(Pom.FILE, "modules of " + pom.artifactId());
        JavaVersion.describe(pom, draft);
        return draft;
    }

    private static Optional<ComponentDraft> describe(Pom pom) {
        SourceDirectory directory = pom.directory();
        Coordinates coordinates = pom.coordinates();
        Optional<Framework> framework = Framework.firstOf(JvmFrameworks.ALL, coordinates)
                .filter(found -> found != JvmFrameworks.SPRING_BOOT || isBootable(pom));
        Optional<String> main = mainClass(pom);
        boolean war = pom.packaging().equals("war");
        boolean library = main.isEmpty()
                && !war
                && framework.filter(MavenEcosystem::bringsMain).isEmpty();
        if (pom.parent().isPresent() && library) {
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
                .because(Pom.FILE, "artifact " + pom.artifactId());
        framework.ifPresent(found -> draft.framework(found, JvmFrameworks.ALL, coordinates));
        draft.tools("maven", "maven")
                .builtFrom(root)
                .build(maven + " -DskipTests package")
                .test(maven + " test")
                .output("target")
                .entryPoint(main.orElse(null));
        JavaVersion.describe(pom, draft);
        main.ifPresent(type -> draft.because(Pom.FILE, "main class " + type));
        describeStart(pom, framework, main, maven, draft);
        draft.confidence(confidence(framework, library));
        describePort(pom, framework, war, draft);
        return Optional.of(draft);
    }

    private static double confidence(Optional<Framework> framework, boolean library) {
        if (framework.isPresent()) {
            return library ? Confidence.DECLARED : Confidence.PROVEN;
        }
        return library ? Confidence.GUESSED : Confidence.STARTABLE;
    }

    private static void describePort(Pom pom, Optional<Framework> framework, boolean war, ComponentDraft draft) {
        if (framework.isPresent()) {
            if (framework.get() == JvmFrameworks.SPRING_BOOT) {
                SpringBoot.describe(pom.dependencies(), draft);
            }
            return;
        }
        draft.kind(war ? ComponentKind.SERVER : ComponentKind.WORKER).port(war ? SERVLET_PORT : null);
        if (!war) {
            Sources.describePort(draft);
        }
    }

    /** Frameworks whose build makes a jar that starts, whatever the project configures. */
    private static boolean bringsMain(Framework framework) {
        return List.of(JvmFrameworks.SPRING_BOOT, JvmFrameworks.QUARKUS, JvmFrameworks.MICRONAUT)
                .contains(framework);
    }

    /** A module with Spring's libraries and no application class is a library. */
    private static boolean isBootable(Pom pom) {
        boolean plugin = pom.plugin("spring-boot-maven-plugin").isPresent();
        return plugin || Sources.mentions(pom.directory(), "@SpringBootApplication");
    }

    /** As the build names it, else where the sources have a main method. */
    private static Optional<String> mainClass(Pom pom) {
        return PACKAGERS.stream()
                .flatMap(plugin -> pom.plugin(plugin).stream())
                .map(plugin -> plugin.getElementsByTagName("mainClass"))
                .filter(found -> found.getLength() > 0)
                .map(found -> pom.resolve(found.item(0).getTextContent().strip()))
                .findFirst()
                .or(() -> pom.property("exec.mainClass"))
                .or(() -> pom.property("start-class"))
                .or(() -> Sources.mainClass(pom.directory()))
                .filter(CLASS_NAME.asMatchPredicate());
    }

    /** The jar that starts by itself where the build makes one; else the class with all that it needs beside it. */
    private static void describeStart(
            Pom pom, Optional<Framework> framework, Optional<String> main, String maven, ComponentDraft draft) {
        if (pom.packaging().equals("war")
                && framework.filter(MavenEcosystem::bringsMain).isEmpty()) {
            return;
        }
        if (framework.filter(found -> found == JvmFrameworks.QUARKUS).isPresent()) {
            draft.start("java -jar target/quarkus-app/quarkus-run.jar").output("target/quarkus-app");
            return;
        }
        Optional<String> jar = runnableJar(pom, framework);
        if (jar.isPresent()) {
            draft.start("java -jar target/" + jar.get()).because(Pom.FILE, "jar target/" + jar.get());
        } else if (main.isPresent()) {
            draft.build(maven + " -DskipTests package dependency:copy-dependencies -DincludeScope=runtime")
                    .start("java -cp target/classes:target/dependency/* " + main.get());
        }
    }

    /** The file that {@code package} leaves and {@code java -jar} starts; empty when the jar has no main class. */
    private static Optional<String> runnableJar(Pom pom, Optional<Framework> framework) {
        boolean assembled = pom.plugin("maven-assembly-plugin").isPresent();
        boolean main = PACKAGERS.subList(0, 3).stream()
                .flatMap(plugin -> pom.plugin(plugin).stream())
                .anyMatch(plugin -> plugin.getElementsByTagName("mainClass").getLength() > 0);
        if (framework.filter(MavenEcosystem::bringsMain).isEmpty() && !main) {
            return Optional.empty();
        }
        String name = pom.value("build/finalName").orElse(pom.artifactId() + "-" + pom.version());
        String suffix = assembled && !pom.plugin("maven-shade-plugin").isPresent() ? "-jar-with-dependencies" : "";
        String type = pom.packaging().equals("war") ? ".war" : ".jar";
        return SafeText.path(name + suffix + type).filter(file -> !file.contains("/"));
    }
}
