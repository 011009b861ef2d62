package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.util.List;

/** Java applications that a servlet container runs. */
final class WarRecipe implements Recipe {
    private static final String APPLICATION = "/usr/local/tomcat/webapps/ROOT.war";

    @Override
    public boolean fits(Component component) {
        return "java".equals(component.runtime()) && component.startCommand() == null && component.port() != null;
    }

    @Override
    public List<String> ignored(Component component) {
        return JavaRecipe.IGNORED;
    }

    @Override
    public String dockerfile(Component component) {
        DockerfileText text = new DockerfileText();
        Sources.stage(text, component);
        JavaRecipe.build(text, component);
        Recipe.labelled(text.blank().from("tomcat:10.1-jre%s-temurin".formatted(component.runtimeVersion())), component)
                // Its log and work directories belong to root.
                .run("chown -R %1$d:%1$d /usr/local/tomcat".formatted(NOBODY))
                .copyFrom(
                        "build",
                        "%s/%s/*.war".formatted(Recipe.place(component), component.outputDirectory()),
                        APPLICATION)
                .user(NOBODY);
        return Recipe.listening(text, component, BY_BASH)
                .command(List.of("catalina.sh", "run"))
                .toString();
    }
}
