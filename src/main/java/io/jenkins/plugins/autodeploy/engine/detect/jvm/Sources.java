package io.jenkins.plugins.autodeploy.engine.detect.jvm;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the sources of a project of the Java virtual machine tell where its build does not. */
final class Sources {
    private static final List<String> ENDINGS = List.of(".java", ".kt");
    private static final Pattern SOCKET = Pattern.compile(
            "(?:InetSocketAddress|ServerSocket|\\.start|\\.port)\\(\\s*(?:\"[\\w.]{0,60}\"\\s*,\\s*)?(\\d{2,5})\\b");

    private Sources() {}

    static String language(SourceDirectory directory) {
        boolean java = !directory.filesBelow(".java").isEmpty();
        return !java && !directory.filesBelow(".kt").isEmpty() ? "kotlin" : "java";
    }

    static boolean mentions(SourceDirectory directory, String word) {
        return main(directory).anyMatch(file -> directory.text(file).orElse("").contains(word));
    }

    /** Makes it a server when its code opens a port. */
    static void describePort(ComponentDraft draft) {
        SourceDirectory directory = draft.directory();
        for (String file : (Iterable<String>) main(directory)::iterator) {
            Matcher socket = SOCKET.matcher(directory.text(file).orElse(""));
            if (socket.find() && SafeText.port(socket.group(1)).isPresent()) {
                draft.kind(ComponentKind.SERVER)
                        .port(Integer.valueOf(socket.group(1)))
                        .because(file, "listens on port " + socket.group(1));
                return;
            }
        }
    }

    private static Stream<String> main(SourceDirectory directory) {
        return ENDINGS.stream()
                .flatMap(ending -> directory.filesBelow(ending).stream())
                .filter(file -> file.startsWith("src/main/"));
    }
}
