package io.jenkins.plugins.autodeploy.engine.detect.site;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.RuntimeVersion;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Optional;

/** Sites that a generator makes which is installed on its own. */
public final class SiteGeneratorEcosystem implements Ecosystem {
    private static final String NEWEST = "latest";

    @Override
    public String name() {
        return "Site generators";
    }

    @Override
    public List<String> markers() {
        return SiteGenerator.ALL.stream()
                .flatMap(generator -> generator.rule().packages().stream())
                .distinct()
                .toList();
    }

    @Override
    public List<Framework> frameworks() {
        return SiteGenerator.ALL.stream().map(SiteGenerator::rule).toList();
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        for (SiteGenerator generator : SiteGenerator.ALL) {
            Optional<String> file = generator.rule().packages().stream()
                    .filter(name -> generator
                                    .says()
                                    .matcher(directory.text(name).orElse(""))
                                    .find()
                            && directory.has(name))
                    .findFirst();
            boolean laidOut = generator.directories().isEmpty()
                    || generator.directories().stream().anyMatch(directory::hasDirectory);
            if (file.isPresent() && laidOut) {
                String name = generator.rule().name();
                ComponentDraft draft = new ComponentDraft(directory, generator.language())
                        .framework(name, null)
                        .because(file.get(), "configuration of " + name)
                        .kind(generator.rule().kind())
                        .port(ComponentDraft.STATIC_PORT)
                        .output(generator.rule().outputDirectory())
                        .tools(null, name)
                        .build(generator.build())
                        .confidence(Confidence.DECLARED);
                RuntimeVersion.describe(draft, name, NEWEST, List.of(name));
                return Optional.of(draft);
            }
        }
        return Optional.empty();
    }
}
