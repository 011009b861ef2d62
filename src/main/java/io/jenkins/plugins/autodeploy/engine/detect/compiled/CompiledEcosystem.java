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

    private Optional<String> program(SourceDirectory directory, List<String> files) {
        for (String file : files) {
            Matcher named = toolchain.program().matcher(directory.text(file).orElse(""));
            while (named.find()) {
                for (int group = 1; group <= named.groupCount(); group++) {
                    if (named.group(group) != null) {
                        return SafeText.path(named.group(group));
                    }
                }
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
