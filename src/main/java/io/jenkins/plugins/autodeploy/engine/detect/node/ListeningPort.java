package io.jenkins.plugins.autodeploy.engine.detect.node;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The port that a Node server says it listens on, in its start script or in the file that starts it. */
final class ListeningPort {
    private static final Pattern IN_SCRIPT = Pattern.compile("(?:-p|--port|\\bPORT)[ =](\\d{1,5})\\b");
    private static final Pattern LISTENS = Pattern.compile("\\.listen\\(|createServer\\(|Bun\\.serve\\(|\\bserve\\(");
    private static final List<Pattern> IN_CODE = List.of(
            Pattern.compile("env\\.PORT\\s*(?:\\|\\||\\?\\?)\\s*['\"]?(\\d{1,5})\\b"),
            Pattern.compile("\\.listen\\(\\s*(\\d{1,5})\\b"),
            Pattern.compile("\\b(?:PORT|port)\\s*[=:]\\s*(\\d{1,5})\\b"));

    private ListeningPort() {}

    /** @param start the command that starts it */
    static Optional<Integer> of(SourceDirectory directory, PackageJson manifest, String start, ComponentDraft draft) {
        Matcher script = IN_SCRIPT.matcher(manifest.script("start").orElse(""));
        if (script.find()) {
            Optional<Integer> port = SafeText.port(script.group(1));
            port.ifPresent(told -> draft.because(PackageJson.FILE, "start script: port " + told));
            return port;
        }
        String file = start.startsWith("node ") || start.startsWith("bun ")
                ? start.substring(start.indexOf(' ') + 1)
                : manifest.main().orElse("index.js");
        return inCode(directory, file, draft);
    }

    /** As the file itself says. */
    static Optional<Integer> inCode(SourceDirectory directory, String file, ComponentDraft draft) {
        String code = directory.text(file).orElse("");
        for (Pattern pattern : IN_CODE) {
            Matcher told = pattern.matcher(code);
            Optional<Integer> port = told.find() ? SafeText.port(told.group(1)) : Optional.empty();
            if (port.isPresent()) {
                draft.because(file, "listens on port " + port.get());
                return port;
            }
        }
        return Optional.empty();
    }

    static boolean listens(SourceDirectory directory, String file) {
        return LISTENS.matcher(directory.text(file).orElse("")).find();
    }
}
