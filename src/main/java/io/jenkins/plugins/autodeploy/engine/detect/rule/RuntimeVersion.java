package io.jenkins.plugins.autodeploy.engine.detect.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The release of a runtime that a file of the project names.
 *
 * @param version of digits and dots
 */
public record RuntimeVersion(String version, Evidence because) {
    private static final String TOOL_VERSIONS = ".tool-versions";
    private static final List<String> MISE = List.of("mise.toml", ".mise.toml", ".config/mise.toml");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}(?:\\.\\d{1,4}){0,3}");

    /**
     * A file that is there to name a release.
     *
     * @param release its first group is the release, searched from the start of the text
     */
    public record Source(String file, Pattern release) {
        /** A file with nothing in it but a release, with or without a word before it. */
        public static Source plain(String file) {
            return new Source(file, Pattern.compile("\\A\\s*(?:[A-Za-z]+[-@ ])?v?(\\d{1,4}(?:\\.\\d{1,4}){0,3})"));
        }
    }

    /**
     * Looks into the directory and those above it, in each of them first for the files of the runtime's own world, then for those of asdf and mise.
     *
     * @param tools what asdf and mise call the runtime
     */
    public static Optional<RuntimeVersion> told(SourceDirectory directory, List<String> tools, Source... sources) {
        for (SourceDirectory at : directory.upwards()) {
            for (Source source : sources) {
                Matcher release =
                        source.release().matcher(at.text(source.file()).orElse(""));
                if (release.find()) {
                    return Optional.of(told(at, source.file(), tools.get(0), release.group(1)));
                }
            }
            Optional<RuntimeVersion> managed = toldByManager(at, tools);
            if (managed.isPresent()) {
                return managed;
            }
        }
        return Optional.empty();
    }

    private static Optional<RuntimeVersion> toldByManager(SourceDirectory at, List<String> tools) {
        Optional<String> toolVersions = at.text(TOOL_VERSIONS);
        for (String tool : tools) {
            Pattern line =
                    Pattern.compile("^" + Pattern.quote(tool) + "[ \\t]+\\D{0,40}?(" + NUMBER + ")", Pattern.MULTILINE);
            Matcher release = line.matcher(toolVersions.orElse(""));
            if (release.find()) {
                return Optional.of(told(at, TOOL_VERSIONS, tool, release.group(1)));
            }
            for (String file : MISE) {
                JsonNode value = at.toml(file).path("tools").path(tool);
                JsonNode first = value.isArray() ? value.path(0) : value;
                Matcher number =
                        NUMBER.matcher(first.isObject() ? first.path("version").asText("") : first.asText(""));
                if (number.find()) {
                    return Optional.of(told(at, file, tool, number.group()));
                }
            }
        }
        return Optional.empty();
    }

    private static RuntimeVersion told(SourceDirectory at, String file, String tool, String version) {
        return new RuntimeVersion(version, at.evidence(file, tool + " " + version));
    }

    /** Sets it, or the standard release of a project that does not say. */
    public static void describe(
            ComponentDraft draft, String runtime, String standard, List<String> tools, Source... sources) {
        draft.runtime(runtime, standard);
        told(draft.directory(), tools, sources)
                .ifPresent(found -> draft.runtime(runtime, found.version()).because(found.because()));
    }
}
