package io.jenkins.plugins.autodeploy.engine.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependency;
import io.jenkins.plugins.autodeploy.engine.detect.rule.RuntimeVersion;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Python a project wants. */
final class PythonVersion {
    /** For projects that do not say. */
    static final String STANDARD = "3.12";

    private static final int STANDARD_MINOR = 12;
    private static final Pattern FILE =
            Pattern.compile("\\A\\s*(?:python-|cpython-)?([23]\\.\\d{1,2}(?:\\.\\d{1,2})?)t?\\s*$", Pattern.MULTILINE);
    private static final Pattern EXACT = Pattern.compile("(?:python-|cpython-)?(3\\.\\d{1,2}(?:\\.\\d{1,2})?)");
    private static final Pattern BOUND = Pattern.compile("(>=|>|<=|<|==|~=|\\^|~|!=)?\\s*3(?:\\.(\\d{1,2}))?");

    private PythonVersion() {}

    /** Sets runtime and version, with the file that told it. */
    static void describe(SourceDirectory directory, PythonDependencies dependencies, ComponentDraft draft) {
        draft.runtime("python", STANDARD);
        Optional<RuntimeVersion> told = RuntimeVersion.told(
                directory,
                List.of("python"),
                new RuntimeVersion.Source(".python-version", FILE),
                new RuntimeVersion.Source("runtime.txt", FILE));
        if (told.isPresent()) {
            draft.runtime("python", told.get().version()).because(told.get().because());
            return;
        }
        // Conda installs Python itself.
        Optional<Dependency> installed = dependencies
                .tool()
                .filter(choice -> choice.tool() == PythonTool.CONDA)
                .flatMap(choice -> dependencies.find("python"))
                .filter(found -> found.version() != null);
        if (installed.isPresent()) {
            draft.runtime("python", satisfying(installed.get().version()));
            installed.get().because().forEach(draft::because);
            return;
        }
        JsonNode project = directory.toml(PythonTool.PROJECT);
        String range = project.at("/project/requires-python")
                .asText(project.at("/tool/poetry/dependencies/python").asText(""));
        String pipfile = directory
                .toml(PythonTool.PIPFILE)
                .at("/requires/python_version")
                .asText("");
        if (!range.isBlank()) {
            draft.runtime("python", satisfying(range)).because(PythonTool.PROJECT, "python " + range);
        } else if (!pipfile.isBlank()) {
            draft.runtime("python", satisfying(pipfile)).because(PythonTool.PIPFILE, "python " + pipfile);
        }
    }

    /** An exact version as it is; else the standard release where the range allows it, else the first that it names. */
    static String satisfying(String range) {
        Matcher exact = EXACT.matcher(range.strip().replaceFirst("^==\\s*", ""));
        if (exact.matches()) {
            return exact.group(1);
        }
        boolean allows = true;
        Optional<String> first = Optional.empty();
        Matcher bound = BOUND.matcher(range);
        while (bound.find()) {
            if (bound.group(2) == null) {
                continue;
            }
            int minor = Integer.parseInt(bound.group(2));
            first = first.or(() -> Optional.of("3." + minor));
            allows &= switch (bound.group(1) == null ? "" : bound.group(1)) {
                case ">=", "^", "~=" -> STANDARD_MINOR >= minor;
                case ">" -> STANDARD_MINOR > minor;
                case "<=" -> STANDARD_MINOR <= minor;
                case "<" -> STANDARD_MINOR < minor;
                case "!=" -> STANDARD_MINOR != minor;
                default -> STANDARD_MINOR == minor;
            };
        }
        return allows ? STANDARD : first.orElse(STANDARD);
    }
}
