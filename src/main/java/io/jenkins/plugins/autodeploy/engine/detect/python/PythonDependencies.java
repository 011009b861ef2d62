package io.jenkins.plugins.autodeploy.engine.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Python project says it needs, by normalised name (PEP 503), each with its requirement and the file that says it. */
final class PythonDependencies {
    /** PEP 508, as far as name and version go. */
    private static final Pattern REQUIREMENT = Pattern.compile(
            "([A-Za-z0-9][A-Za-z0-9._-]{0,100})\\s*(?:\\[[^\\]]{0,200}\\])?\\s*([^;#]{0,200}).*", Pattern.DOTALL);

    private static final Pattern INCLUDED = Pattern.compile("(?:-r|--requirement)[ =]\\s*(\\S{1,200})");
    private static final Pattern LOCKED_NAME = Pattern.compile("name = \"([^\"]+)\"");
    private static final Pattern LOCKED_VERSION = Pattern.compile("version = \"([^\"]+)\"");
    private static final List<String> REQUIREMENTS =
            List.of("requirements.txt", "requirements/production.txt", "requirements/base.txt");

    /** @param range the version part as it is written; may be empty */
    record Requirement(String file, String range) {}

    private final SourceDirectory directory;
    private final Map<String, Requirement> requirements = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    private PythonDependencies(SourceDirectory directory) {
        this.directory = directory;
    }

    static PythonDependencies of(SourceDirectory directory) {
        PythonDependencies dependencies = new PythonDependencies(directory);
        REQUIREMENTS.forEach(dependencies::readRequirements);
        dependencies.readProject();
        dependencies.readPipfile();
        return dependencies;
    }

    Optional<Requirement> find(String name) {
        return Optional.ofNullable(requirements.get(normalised(name)));
    }

    /** The exact version from a lock file, else the first that the requirement names. */
    Optional<String> version(String name, Optional<PythonTool.Choice> tool) {
        Optional<String> locked = tool.flatMap(choice -> locked(choice.tool(), normalised(name)));
        return locked.or(() -> find(name).flatMap(requirement -> SafeText.firstVersion(requirement.range())));
    }

    private Optional<String> locked(PythonTool tool, String name) {
        if (tool == PythonTool.PIPENV) {
            JsonNode entry = directory
                    .jsonLock(tool.lockFile())
                    .path("default")
                    .path(name)
                    .path("version");
            return SafeText.version(entry.asText("").replace("==", ""));
        }
        return tool == PythonTool.PIP
                ? Optional.empty()
                : directory.lock(tool.lockFile()).flatMap(text -> lockedInToml(text, name));
    }

    /** uv, Poetry and PDM write a table a package, with its name before its version. */
    private static Optional<String> lockedInToml(String lock, String name) {
        boolean inPackage = false;
        for (String line : (Iterable<String>) lock.lines()::iterator) {
            Matcher named = LOCKED_NAME.matcher(line);
            if (named.matches()) {
                inPackage = normalised(named.group(1)).equals(name);
            }
            Matcher version = LOCKED_VERSION.matcher(line);
            if (inPackage && version.matches()) {
                return SafeText.version(version.group(1));
            }
        }
        return Optional.empty();
    }

    private void readRequirements(String file) {
        if (!read.add(file)) {
            return;
        }
        String text = directory.text(file).orElse("");
        for (String line : (Iterable<String>) text.lines()::iterator) {
            Matcher included = INCLUDED.matcher(line.strip());
            if (included.matches()) {
                String parent = file.contains("/") ? file.substring(0, file.lastIndexOf('/') + 1) : "";
                SafeText.path(parent + included.group(1)).ifPresent(this::readRequirements);
            } else {
                add(file, line.strip());
            }
        }
    }

    private void readProject() {
        JsonNode project = directory.toml(PythonTool.PROJECT);
        project.at("/project/dependencies").forEach(text -> add(PythonTool.PROJECT, text.asText("")));
        addTable(PythonTool.PROJECT, project.at("/tool/poetry/dependencies"));
    }

    private void readPipfile() {
        addTable(PythonTool.PIPFILE, directory.toml(PythonTool.PIPFILE).path("packages"));
    }

    private void addTable(String file, JsonNode table) {
        table.fields().forEachRemaining(entry -> {
            JsonNode value = entry.getValue();
            String range = value.isObject() ? value.path("version").asText("") : value.asText("");
            requirements.putIfAbsent(normalised(entry.getKey()), new Requirement(file, range));
        });
    }

    private void add(String file, String text) {
        Matcher requirement = REQUIREMENT.matcher(text);
        if (requirement.matches()) {
            String range = requirement.group(2).strip();
            requirements.putIfAbsent(normalised(requirement.group(1)), new Requirement(file, range));
        }
    }

    private static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}
