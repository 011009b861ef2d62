package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes what it takes to build and run a detected project. Pure: the same project gives the same bytes, and no file is touched. */
public final class ProjectGenerator {
    private static final List<Recipe> RECIPES = List.of(
            new StaticRecipe(),
            new SiteRecipe(),
            new NodeRecipe(),
            new CondaRecipe(),
            new PythonRecipe(),
            new ProgramRecipe(),
            new WarRecipe(),
            new JavaRecipe(),
            new GoRecipe(),
            new DotnetRecipe(),
            new PhpRecipe(),
            new RubyRecipe(),
            new ScriptRecipe());
    private static final List<String> ALWAYS_IGNORED = List.of(
            ".git",
            ".github",
            ".gitignore",
            ".idea",
            ".vscode",
            ".cache",
            ".autodeploy",
            "Dockerfile",
            ".dockerignore",
            "Jenkinsfile",
            "kubernetes",
            "nginx",
            ".env",
            ".env.local",
            ".env.*.local",
            "*.pem",
            "*.key",
            ".DS_Store");

    private ProjectGenerator() {}

    /**
     * @return the files in the order of the components, with paths relative to the project's root; nothing in place of a Dockerfile that a component brings
     * @throws InvalidInputException when a component lacks a fact that a Dockerfile needs
     */
    public static List<GeneratedFile> generate(DetectedProject project, Set<GeneratedKind> kinds)
            throws InvalidInputException {
        List<GeneratedFile> files = new ArrayList<>();
        for (Component component : project.components()) {
            if (kinds.contains(GeneratedKind.DOCKERFILE) && component.dockerfile() == null) {
                String directory = component.path().equals(".") ? "" : component.path() + "/";
                for (GeneratedFile file : dockerfile(component)) {
                    files.add(new GeneratedFile(directory + file.path(), file.content()));
                }
            }
        }
        if (kinds.contains(GeneratedKind.KUBERNETES)) {
            files.addAll(ProjectManifests.of(project));
        }
        if (kinds.contains(GeneratedKind.NGINX)) {
            String host = project.main().name() + ".example.org";
            files.addAll(NginxConfiguration.files(project, NginxSettings.withCertbot(List.of(host))));
        }
        if (kinds.contains(GeneratedKind.JENKINSFILE)) {
            files.add(new GeneratedFile("Jenkinsfile", Jenkinsfile.of(project)));
        }
        return List.copyOf(files);
    }

    /**
     * A Dockerfile that needs no generated file but the {@code .dockerignore}, both relative to the component's directory. It is for {@link
     * Component#buildContext()}.
     *
     * @throws InvalidInputException when a fact that it needs is missing
     */
    public static List<GeneratedFile> dockerfile(Component component) throws InvalidInputException {
        for (Recipe recipe : RECIPES) {
            if (recipe.fits(component)) {
                List<String> ignored = new ArrayList<>(ALWAYS_IGNORED);
                ignored.addAll(recipe.ignored(component));
                // BuildKit prefers the longer name, which a context that several components are built from needs.
                String ignoreFile = Recipe.isMember(component) ? "Dockerfile.dockerignore" : ".dockerignore";
                return List.of(
                        new GeneratedFile("Dockerfile", recipe.dockerfile(component)),
                        new GeneratedFile(ignoreFile, String.join("\n", ignored) + "\n"));
            }
        }
        throw new InvalidInputException(
                "component",
                component.path(),
                "a Dockerfile beside it, since none can be generated for %s".formatted(component.language()));
    }
}
