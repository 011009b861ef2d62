package io.jenkins.plugins.autodeploy.engine.detect.jvm;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the sources of a project of the Java virtual machine tell where its build does not. */
final class Sources {
    private record Language(String name, String extension) {}

    /** Equally many files: the first. */
    private static final List<Language> LANGUAGES = List.of(
            new Language("java", ".java"),
            new Language("kotlin", ".kt"),
            new Language("scala", ".scala"),
            new Language("groovy", ".groovy"));

    private static final Pattern SOCKET = Pattern.compile(
            "(?:InetSocketAddress|ServerSocket|\\.start|\\.port|setPort|\\.listen|embeddedServer)\\(\\s*(?:\\w{1,40}\\s*,\\s*)?(?:port\\s*=\\s*)?(?:\"[\\w.]{0,60}\"\\s*,\\s*)?(\\d{2,5})\\b");
    private static final Pattern MAIN = Pattern.compile(
            "static\\s+(?:final\\s+)?void\\s+main\\s*\\(|^fun\\s+main\\s*\\(|def\\s+main\\s*\\(|@main\\b|extends\\s+(?:App|IOApp|ZIOAppDefault)\\b",
            Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("^package\\s+([\\w.]{1,200})", Pattern.MULTILINE);

    private Sources() {}

    /** The one with the most files. */
    static String language(SourceDirectory directory) {
        String most = "java";
        int files = 0;
        for (Language language : LANGUAGES) {
            int found = (int) directory.filesBelow(language.extension()).stream()
                    .filter(file -> !file.contains("src/test/"))
                    .count();
            if (found > files) {
                most = language.name();
                files = found;
            }
        }
        return most;
    }

    static boolean mentions(SourceDirectory directory, String word) {
        return main(directory).anyMatch(file -> directory.text(file).orElse("").contains(word));
    }

    /** The class that the virtual machine is given; the first file with a main method, nearest first. */
    static Optional<String> mainClass(SourceDirectory directory) {
        return main(directory)
                .filter(file -> MAIN.matcher(directory.text(file).orElse("")).find())
                .findFirst()
                .map(file -> className(directory, file));
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

    private static String className(SourceDirectory directory, String file) {
        Matcher named = PACKAGE.matcher(directory.text(file).orElse(""));
        String simple = file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
        // Functions of a Kotlin file become methods of a class that is named after the file.
        String type =
                file.endsWith(".kt") ? Character.toUpperCase(simple.charAt(0)) + simple.substring(1) + "Kt" : simple;
        return named.find() ? named.group(1) + "." + type : type;
    }

    private static Stream<String> main(SourceDirectory directory) {
        return LANGUAGES.stream()
                .flatMap(language -> directory.filesBelow(language.extension()).stream())
                .filter(file -> !file.startsWith("src/test/") && !file.contains("/src/test/"));
    }
}
