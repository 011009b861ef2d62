package io.jenkins.plugins.autodeploy.engine.detect.script;

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
import java.util.stream.Stream;

/** What a {@link ScriptLanguage} describes. */
final class ScriptEcosystem implements Ecosystem {
    private final ScriptLanguage language;

    ScriptEcosystem(ScriptLanguage language) {
        this.language = language;
    }

    @Override
    public String name() {
        return language.name();
    }

    @Override
    public List<String> markers() {
        return Stream.concat(language.manifests().stream(), language.programs().stream())
                .toList();
    }

    @Override
    public List<Framework> frameworks() {
        return language.frameworks();
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        Optional<String> manifest = directory.firstOf(language.manifests());
        Optional<String> program = directory.firstOf(language.programs()).filter(SafeText::isPlain);
        List<String> files = Stream.concat(manifest.stream(), program.stream()).toList();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        Dependencies dependencies = word -> files.stream()
                .filter(file -> file.equals(word)
                        || directory
                                .text(file)
                                .filter(text -> text.contains(word))
                                .isPresent())
                .findFirst()
                .map(file -> Dependency.of(word, "", directory.evidence(file, word)));
        Optional<Framework> framework = Framework.firstOf(language.frameworks(), dependencies);
        ComponentDraft draft = new ComponentDraft(directory, language.language())
                .because(files.get(0), "a project of " + language.name());
        framework.ifPresentOrElse(
                found -> draft.framework(found, language.frameworks(), dependencies),
                () -> draft.kind(ComponentKind.WORKER));
        RuntimeVersion.describe(draft, language.runtime(), language.version(), List.of(language.runtime()));
        draft.tools(null, null).install(manifest.isEmpty() || language.install().isEmpty() ? null : language.install());
        program.ifPresent(file -> draft.entryPoint(file)
                .build(language.build().isEmpty() ? null : language.build().replace("{program}", file)));
        describeStart(framework, program, draft);
        return Optional.of(draft);
    }

    private void describeStart(Optional<Framework> framework, Optional<String> program, ComponentDraft draft) {
        Optional<String> own = framework.map(Framework::startCommand);
        if (framework.filter(found -> !found.isServer()).isPresent()) {
            draft.build(own.orElse(null)).port(ComponentDraft.STATIC_PORT).confidence(Confidence.PROVEN);
            return;
        }
        String start = own.or(() -> program.map(file -> language.start()))
                .map(command -> command.replace("{program}", program.orElse(""))
                        .replace(
                                "{port}",
                                framework
                                        .map(found -> String.valueOf(found.port()))
                                        .orElse("")))
                .orElse(null);
        draft.start(start).confidence(framework.isPresent() ? Confidence.PROVEN : Confidence.GUESSED);
    }
}
