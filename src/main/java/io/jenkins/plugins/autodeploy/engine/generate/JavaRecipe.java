package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.util.List;

/** Java applications that Maven or Gradle builds. */
final class JavaRecipe implements Recipe {
    static final List<String> IGNORED = List.of("target", "build", ".gradle", ".idea", "*.iml");

    private static final String JAR_CALL = "java -jar ";
    /** The virtual machine takes a quarter of the container's memory unless it is told otherwise. */
    private static final String MEMORY = "-XX:MaxRAMPercentage=75";

    @Override
    public boolean fits(Component component) {
        return "java".equals(component.runtime());
    }

    @Override
    public List<String> ignored(Component component) {
        return IGNORED;
    }

    @Override
    public String dockerfile(Component component) throws InvalidInputException {
        String start = Recipe.needed(component, "a jar or program that starts it", component.startCommand());
        DockerfileText text = new DockerfileText();
        Sources.stage(text, component);
        build(text, component);
        String place = Recipe.place(component) + "/";
        text.blank().from("eclipse-temurin:%s-jre".formatted(component.runtimeVersion()));
        Recipe.labelled(text, component).workdir(SOURCES);
        // A jar that lies in a directory of its own has what it needs beside it.
        boolean jar = start.startsWith(JAR_CALL) && !start.endsWith("/quarkus-run.jar");
        if (jar) {
            text.copyFrom("build", place + start.substring(JAR_CALL.length()), "app.jar");
        } else {
            text.copyFrom("build", place + component.outputDirectory(), component.outputDirectory());
        }
        text.user(NOBODY);
        Recipe.listening(text, component, BY_BASH);
        String call = jar ? JAR_CALL + "app.jar" : start;
        return text.command(StartWords.of(call.replaceFirst("^java ", "java " + MEMORY + " ")))
                .toString();
    }

    /** The stage {@code build}, with what the build command leaves. */
    static void build(DockerfileText text, Component component) {
        text.from(builder(component), "build").workdir(SOURCES);
        boolean maven = "maven".equals(component.buildTool());
        String cache = maven ? "/root/.m2" : "/root/.gradle";
        if (component.buildCommand().startsWith("mvn ") && !Recipe.isMember(component)) {
            text.copy("pom.xml", "./").runCached("mvn -B dependency:go-offline", cache);
        }
        Sources.copy(text, component).runCached(component.buildCommand(), cache);
    }

    private static String builder(Component component) {
        boolean wrapper = component.buildCommand().startsWith("./");
        String java = component.runtimeVersion();
        if (wrapper) {
            return "eclipse-temurin:%s-jdk".formatted(java);
        }
        return "maven".equals(component.buildTool())
                ? "maven:3.9-eclipse-temurin-%s".formatted(java)
                : "gradle:8-jdk%s".formatted(java);
    }
}
