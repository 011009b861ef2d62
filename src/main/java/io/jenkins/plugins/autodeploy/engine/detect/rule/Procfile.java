package io.jenkins.plugins.autodeploy.engine.detect.rule;

import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import io.jenkins.plugins.autodeploy.engine.record.ProcessType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The project's own word on what it runs: process types and the command of each. */
public final class Procfile {
    public static final String FILE = "Procfile";

    private static final Pattern LINE =
            Pattern.compile("^([A-Za-z0-9_-]{1,60}):[ \\t]*(\\S[^\\n\\r]{0,500})", Pattern.MULTILINE);
    private static final List<Pattern> PORTS = List.of(
            Pattern.compile("(?:--port|--bind|-b|-p)[ =]\\S{0,60}?(\\d{2,5})\\b"),
            Pattern.compile("\\$\\{PORT:-(\\d{2,5})}"));
    private static final int PORT = 8080;

    private Procfile() {}

    /** The process types in their order; none where there is no Procfile. */
    public static Map<String, String> of(SourceDirectory directory) {
        Map<String, String> processes = new LinkedHashMap<>();
        LINE.matcher(directory.text(FILE).orElse(""))
                .results()
                .forEach(line ->
                        processes.putIfAbsent(line.group(1), line.group(2).strip()));
        return processes;
    }

    /** Lets the directory's Procfile, if there is one, say what starts the component and what else it runs. */
    public static void complete(ComponentDraft draft) {
        Map<String, String> processes = of(draft.directory());
        processes.forEach((name, command) -> {
            draft.because(FILE, name + ": " + command);
            if (name.equals("web")) {
                Optional<Integer> told = port(command);
                draft.start(command).kind(ComponentKind.SERVER);
                if (told.isPresent() || draft.port() == null) {
                    draft.port(told.orElse(PORT));
                }
            } else {
                draft.process(new ProcessType(name, command, null));
            }
        });
        if (!processes.containsKey("web") && processes.size() == 1 && draft.port() == null) {
            // The only process is what the component is.
            draft.start(processes.values().iterator().next())
                    .kind(ComponentKind.WORKER)
                    .port(null)
                    .noProcesses();
        }
    }

    private static Optional<Integer> port(String command) {
        return PORTS.stream()
                .map(pattern -> pattern.matcher(command))
                .filter(Matcher::find)
                .findFirst()
                .flatMap(told -> SafeText.port(told.group(1)));
    }
}
