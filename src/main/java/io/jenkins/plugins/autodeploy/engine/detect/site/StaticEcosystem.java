package io.jenkins.plugins.autodeploy.engine.detect.site;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that a web server serves as they are. */
public final class StaticEcosystem implements Ecosystem {
    private static final List<String> PAGES = List.of(
            "index.html",
            "public/index.html",
            "www/index.html",
            "site/index.html",
            "html/index.html",
            "htdocs/index.html",
            "static/index.html",
            "src/index.html");
    /** Names the directory that is served: {@code root: dist}. */
    private static final String STATICFILE = "Staticfile";

    private static final Pattern ROOT = Pattern.compile("^root:[ \\t]*(\\S{1,100})", Pattern.MULTILINE);

    @Override
    public String name() {
        return "Static";
    }

    @Override
    public List<String> markers() {
        return Stream.concat(PAGES.stream(), Stream.of(STATICFILE)).toList();
    }

    @Override
    public List<Framework> frameworks() {
        return List.of();
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        Matcher told = ROOT.matcher(directory.text(STATICFILE).orElse(""));
        Optional<String> root = told.find() ? SafeText.path(told.group(1)) : Optional.empty();
        Optional<String> page = directory.firstOf(PAGES);
        if (page.isEmpty() && !directory.has(STATICFILE)) {
            return Optional.empty();
        }
        ComponentDraft draft = new ComponentDraft(directory, "html");
        root.ifPresent(path -> draft.because(STATICFILE, "root: " + path));
        page.ifPresent(file -> draft.because(file, "a page to begin with"));
        String beside = page.filter(file -> file.contains("/"))
                .map(file -> file.substring(0, file.indexOf('/')))
                .orElse(".");
        return Optional.of(draft.kind(ComponentKind.STATIC)
                .runtime("nginx", null)
                .port(ComponentDraft.STATIC_PORT)
                .output(root.orElse(beside))
                .confidence(Confidence.STARTABLE));
    }
}
