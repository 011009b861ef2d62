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
    public List<String> ignored() {
        return List.of("target", "build", ".gradle", ".idea", "*.iml");
    }

    @Override
    public String dockerfile(Component component) throws InvalidInputException {
        String start = Recipe.needed(component, "a jar or program that starts it", component.startCommand());
        DockerfileText text =
                new DockerfileText().from(builder(component), "build").workdir("/app");
        if ("maven".equals(component.buildTool())) {
            String maven = component.buildCommand().split(" ")[0];
            text.copy(
                    maven.equals("mvn")
                            ? new String[] {"pom.xml", "./"}
                            : new String[] {"mvnw", ".mvn*", "pom.xml", "./"});
            if (maven.equals("mvn")) {
                text.runCached("/root/.m2", "mvn -B dependency:go-offline");
            }
            text.copy(".", ".").runCached("/root/.m2", component.buildCommand());
        } else {
            text.copy(".", ".").runCached("/root/.gradle", component.buildCommand());
        }
        text.blank().from("eclipse-temurin:%s-jre".formatted(component.runtimeVersion()));
        Recipe.labelled(text, component).workdir("/app");
        boolean jar = start.startsWith(JAR_CALL);
        if (jar) {
            text.copyFrom("build", "/app/" + start.substring(JAR_CALL.length()), "app.jar");
        } else {
            text.copyFrom("build", "/app/" + component.outputDirectory(), component.outputDirectory());
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
