package io.jenkins.plugins.autodeploy.engine.detect.compiled;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependencies;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependency;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.RuntimeVersion;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a {@link Toolchain} describes. */
final class CompiledEcosystem implements Ecosystem {
    private final Toolchain toolchain;

    CompiledEcosystem(Toolchain toolchain) {
        this.toolchain = toolchain;
    }

    @Override
    public String name() {
        return toolchain.name();
    }

    @Override
    public List<String> markers() {
        return toolchain.manifests();
    }

    @Override
    public List<Framework> frameworks() {
        return toolchain.frameworks();
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        List<String> files = Stream.concat(
                        directory.matching(toolchain.manifests()).stream(),
                        directory.matching(toolchain.sources()).stream())
                .distinct()
                .toList();
        Dependencies dependencies = name -> dependency(directory, files, name);
        Optional<Framework> framework = Framework.firstOf(toolchain.frameworks(), dependencies);
        Optional<String> program = program(directory, files);
        ComponentDraft draft = new ComponentDraft(directory, toolchain.language())
                .because(files.get(0), "a project of " + toolchain.name());
        framework.ifPresentOrElse(
                found -> draft.framework(found, toolchain.frameworks(), dependencies),
                () -> draft.kind(ComponentKind.WORKER));
        RuntimeVersion.describe(
                draft,
                toolchain.runtime(),
                toolchain.version(),
                List.of(toolchain.runtime()),
                toolchain.releases().toArray(RuntimeVersion.Source[]::new));
        Toolchain.Commands commands = toolchain.commands();
        draft.tools(toolchain.tool(), toolchain.tool())
                .install(commands.install())
                .build(commands.build())
                .test(commands.test())
                .output(commands.output());
        program.ifPresent(name -> draft.entryPoint(name).start(start(commands, framework, name)));
        return Optional.of(draft.confidence(
                framework.isPresent()
                        ? Confidence.PROVEN
                        : program.isPresent() ? Confidence.STARTABLE : Confidence.GUESSED));
    }

    private static String start(Toolchain.Commands commands, Optional<Framework> framework, String program) {
        String arguments = framework
                .filter(found -> found.startCommand() != null)
                .map(found -> " " + found.startCommand().replace("{port}", String.valueOf(found.port())))
                .orElse("");
        return commands.start().replace("{program}", program) + arguments;
    }

    /** By the first group of the pattern that is found in any of the files, since a later one is a worse guess. */
    private Optional<String> program(SourceDirectory directory, List<String> files) {
        int groups = toolchain.program().matcher("").groupCount();
        for (int i = 1; i <= groups; i++) {
            int group = i;
            Optional<String> program = files.stream()
                    .flatMap(file -> toolchain
                            .program()
                            .matcher(directory.text(file).orElse(""))
                            .results())
                    .map(named -> named.group(group))
                    .filter(Objects::nonNull)
                    .findFirst();
            if (program.isPresent()) {
                return program.flatMap(SafeText::path);
            }
        }
        return Optional.empty();
    }

    private Optional<Dependency> dependency(SourceDirectory directory, List<String> files, String name) {
        Pattern pattern = Pattern.compile(toolchain.dependency().formatted(Pattern.quote(name)));
        for (String file : files) {
            Matcher declared = pattern.matcher(directory.text(file).orElse(""));
            if (declared.find()) {
                String version = declared.groupCount() > 0 && declared.group(1) != null ? declared.group(1) : "";
                return Optional.of(Dependency.of(name, version, directory.evidence(file, "dependency " + name)));
            }
        }
        return Optional.empty();
    }
}
