package io.jenkins.plugins.autodeploy.engine.detect.site;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Optional;

/** Files that a web server serves as they are. */
public final class StaticEcosystem implements Ecosystem {
    private static final List<String> PAGES =
            List.of("index.html", "public/index.html", "www/index.html", "site/index.html", "html/index.html");

    @Override
    public String name() {
        return "Static";
    }

    @Override
    public List<String> markers() {
        return PAGES;
    }

    @Override
    public List<Framework> frameworks() {
        return List.of();
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        return directory.firstOf(PAGES).map(page -> new ComponentDraft(directory, "html")
                .kind(ComponentKind.STATIC)
                .runtime("nginx", null)
                .port(ComponentDraft.STATIC_PORT)
                .output(page.contains("/") ? page.substring(0, page.indexOf('/')) : ".")
                .confidence(Confidence.STARTABLE)
                .because(page, "a page to begin with"));
    }
}
