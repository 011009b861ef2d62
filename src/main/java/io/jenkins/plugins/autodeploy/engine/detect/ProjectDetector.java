package io.jenkins.plugins.autodeploy.engine.detect;

import io.jenkins.plugins.autodeploy.engine.detect.beam.ElixirEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.beam.GleamEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.compiled.DartEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.compiled.Toolchains;
import io.jenkins.plugins.autodeploy.engine.detect.container.ContainerEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.dotnet.DotnetEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.golang.GoEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.jvm.ClojureEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.jvm.GradleEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.jvm.MavenEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.jvm.SbtEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.node.DenoEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.node.NodeEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.node.NxEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.php.PhpEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.python.PythonEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.ruby.RubyEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Procfile;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SourceLanguages;
import io.jenkins.plugins.autodeploy.engine.detect.rust.RustEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.script.ScriptLanguages;
import io.jenkins.plugins.autodeploy.engine.detect.site.SiteGeneratorEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.site.StaticEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.tree.Problem;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceTree;
import io.jenkins.plugins.autodeploy.engine.detect.tree.TreeLimits;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import io.jenkins.plugins.autodeploy.engine.record.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says what a source tree is, from its files alone: nothing of the project is run, nothing outside it is read, and nothing is asked over the network. The same
 * tree gives the same answer. Has no state, so that it may be made and used anywhere.
 */
public final class ProjectDetector {
    private static final String PARAMETER = "dir";

    private final List<Ecosystem> ecosystems;
    private final ContainerEcosystem container;
    private final TreeLimits limits;

    ProjectDetector(List<Ecosystem> ecosystems, ContainerEcosystem container, TreeLimits limits) {
        this.ecosystems = ecosystems;
        this.container = container;
        this.limits = limits;
    }

    /** With all ecosystems and limits far above real projects. */
    public static ProjectDetector standard() {
        return new ProjectDetector(ecosystemsOfLanguages(), new ContainerEcosystem(), TreeLimits.STANDARD);
    }

    /** With narrower limits than those of {@link #standard()}. */
    static ProjectDetector within(TreeLimits limits) {
        return new ProjectDetector(ecosystemsOfLanguages(), new ContainerEcosystem(), limits);
    }

    /** In the order in which they win where several are equally sure of a directory. */
    static List<Ecosystem> ecosystemsOfLanguages() {
        return Stream.<List<? extends Ecosystem>>of(
                        List.of(
                                new MavenEcosystem(),
                                new GradleEcosystem(),
                                new SbtEcosystem(),
                                new ClojureEcosystem(),
                                new GoEcosystem(),
                                new RustEcosystem(),
                                new DotnetEcosystem(),
                                new PhpEcosystem(),
                                new RubyEcosystem(),
                                new ElixirEcosystem(),
                                new GleamEcosystem(),
                                new PythonEcosystem(),
                                new DartEcosystem()),
                        Toolchains.ecosystems(),
                        List.of(
                                new DenoEcosystem(),
                                new NodeEcosystem(),
                                new NxEcosystem(),
                                new SiteGeneratorEcosystem()),
                        List.of(new StaticEcosystem()),
                        ScriptLanguages.ecosystems())
                .<Ecosystem>flatMap(List::stream)
                .toList();
    }

    /**
     * Detects the components in a directory and below it.
     *
     * @throws InvalidInputException when it is no directory that can be read, or nothing in it is recognised
     */
    public DetectedProject detect(Path directory) throws InvalidInputException {
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException(
                    PARAMETER,
                    directory,
                    Files.exists(directory) ? "a directory; this is a file" : "a directory that exists");
        }
        SourceTree tree;
        try {
            tree = SourceTree.open(directory, limits);
        } catch (IOException e) {
            throw new InvalidInputException(PARAMETER, directory, "a directory that can be listed");
        }
        List<ComponentDraft> found = new ComponentSelection(ecosystems, container).of(tree);
        if (found.isEmpty()) {
            found = onlySources(tree);
        }
        if (found.isEmpty()) {
            throw new InvalidInputException(PARAMETER, directory, lookedFor(tree.problems()));
        }
        for (Problem problem : tree.problems()) {
            found.get(0).because(new Evidence(problem.file(), problem.what()));
        }
        return project(tree, found);
    }

    private static DetectedProject project(SourceTree tree, List<ComponentDraft> found) {
        SourceDirectory root = tree.directories().get(0);
        ComposeFile compose = ComposeFile.of(root);
        found.forEach(compose::complete);
        List<Connections.Part> parts = found.stream()
                .map(draft -> new Connections.Part(draft, draft.toComponent()))
                .toList();
        return new DetectedProject(
                parts.stream().map(Connections.Part::component).toList(),
                Monorepo.toolOf(root).orElse(null),
                new Connections(parts, compose).find(),
                compose.backingServices());
    }

    /** Files of a language without anything that says how they are built or started, or nothing but a Procfile. */
    private static List<ComponentDraft> onlySources(SourceTree tree) {
        SourceDirectory root = tree.directories().get(0);
        Optional<String> language = SourceLanguages.most(root);
        if (language.isEmpty() && Procfile.of(root).isEmpty()) {
            return List.of();
        }
        ComponentDraft draft = new ComponentDraft(root, language.orElse("shell"))
                .kind(ComponentKind.WORKER)
                .confidence(Confidence.ONLY_SOURCES);
        language.ifPresentOrElse(
                most -> draft.because(new Evidence(root.path(), "most files are " + most)),
                () -> draft.runtime("bash", "5"));
        Procfile.complete(draft);
        return List.of(draft);
    }

    private String lookedFor(Collection<Problem> problems) {
        List<String> markers = new ArrayList<>();
        ecosystems.forEach(ecosystem -> markers.add(ecosystem.markers().get(0)));
        markers.addAll(container.markers());
        String names = String.join(", ", markers);
        if (problems.isEmpty()) {
            return "a project that can be started or served, told by one of " + names;
        }
        List<String> sentences =
                problems.stream().limit(3).map(Problem::sentence).toList();
        return "files that can be read, but %s; besides it was looked for %s"
                .formatted(String.join("; ", sentences), names);
    }
}
