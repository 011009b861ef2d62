package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.util.List;

/** Java applications that Maven or Gradle builds. */
final class JavaRecipe implements Recipe {
    private static final String JAR_CALL = "java -jar ";

    @Override
    public boolean fits(Component component) {
        return "java".equals(component.runtime());
    }

    @Override
    public List<String> ignored(Component component) {
        return List.of("target", "build", ".gradle", ".idea", "*.iml");
    }

    @Override
    public String dockerfile(Component component) throws InvalidInputException {
        String start = Recipe.needed(component, "a jar or program that starts it", component.startCommand());
        DockerfileText text =
                new DockerfileText().from(builder(component), "build").workdir(SOURCES);
        boolean maven = "maven".equals(component.buildTool());
        String cache = maven ? "/root/.m2" : "/root/.gradle";
        if (component.buildCommand().startsWith("mvn ") && !Recipe.isMember(component)) {
            text.copy("pom.xml", "./").runCached(cache, "mvn -B dependency:go-offline");
        }
        text.copy(".", ".").runCached(cache, component.buildCommand());
        String place = Recipe.place(component) + "/";
        text.blank().from("eclipse-temurin:%s-jre".formatted(component.runtimeVersion()));
        Recipe.labelled(text, component).workdir(SOURCES);
        boolean jar = start.startsWith(JAR_CALL);
        if (jar) {
            text.copyFrom("build", place + start.substring(JAR_CALL.length()), "app.jar");
        } else {
            text.copyFrom("build", place + component.outputDirectory(), component.outputDirectory());
        }
        text.user(NOBODY);
        if (component.port() != null) {
            text.expose(component.port())
                    .health(List.of("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/" + component.port()));
        }
        List<String> command =
                jar ? List.of("java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar") : StartWords.of(start);
        return text.command(command).toString();
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
