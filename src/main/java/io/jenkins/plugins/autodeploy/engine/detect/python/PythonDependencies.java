package io.jenkins.plugins.autodeploy.engine.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependencies;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependency;
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
final class PythonDependencies implements Dependencies {
    /** PEP 508, as far as name and version go. */
    private static final Pattern REQUIREMENT = Pattern.compile(
            "([A-Za-z0-9][A-Za-z0-9._-]{0,100})\\s*(?:\\[[^\\]]{0,200}\\])?\\s*([^;#]{0,200}).*", Pattern.DOTALL);

    private static final Pattern INCLUDED = Pattern.compile("(?:-r|--requirement)[ =]\\s*(\\S{1,200})");
    private static final List<String> REQUIREMENTS = List.of(
            "requirements.txt",
            "requirements/production.txt",
            "requirements/prod.txt",
            "requirements/base.txt",
            "requirements.in",
            "requirements-prod.txt");
    private static final Pattern SETUP_LIST =
            Pattern.compile("install_requires\\s*=\\s*\\[([^\\[\\]]{0,4000})]", Pattern.DOTALL);
    private static final Pattern SETUP_KEY = Pattern.compile("install_requires[ \\t]*=(.*)");
    private static final Pattern QUOTED = Pattern.compile("['\"]([^'\"]{1,200})['\"]");
    private static final Pattern IMPORT = Pattern.compile("^(?:import|from)[ \\t]+(\\w{1,60})", Pattern.MULTILINE);
    private static final List<String> CONDA = List.of("environment.yml", "environment.yaml");

    /** @param range the version part as it is written; may be empty */
    private record Requirement(String file, String range, String told) {}

    private final SourceDirectory directory;
    private final Map<String, Requirement> requirements = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();
    private final Optional<PythonTool.Choice> tool;

    private PythonDependencies(SourceDirectory directory) {
        this.directory = directory;
        this.tool = PythonTool.of(directory);
    }

    static PythonDependencies of(SourceDirectory directory) {
        PythonDependencies dependencies = new PythonDependencies(directory);
        REQUIREMENTS.forEach(dependencies::readRequirements);
        dependencies.readProject();
        dependencies.readPipfile();
        dependencies.readSetup();
        dependencies.readConda();
        if (dependencies.requirements.isEmpty()) {
            dependencies.readImports();
        }
        return dependencies;
    }

    Optional<PythonTool.Choice> tool() {
        return tool;
    }

    @Override
    public Optional<Dependency> find(String name) {
        Requirement requirement = requirements.get(normalised(name));
        if (requirement == null) {
            return Optional.empty();
        }
        return Optional.of(Dependency.of(
                name,
                requirement.range(),
                directory.evidence(requirement.file(), requirement.told()),
                tool.flatMap(choice -> locked(choice.tool(), normalised(name)))));
    }

    private Optional<Dependency.Locked> locked(PythonTool tool, String name) {
        return switch (tool) {
            case PIPENV ->
                Dependency.Locked.of(
                        directory,
                        tool.lockFile(),
                        name,
                        directory
                                .jsonLock(tool.lockFile())
                                .path("default")
                                .path(name)
                                .path("version")
                                .asText("")
                                .replace("==", ""));
            // uv, Poetry and PDM write a table a package, with its name before its version.
            case UV, POETRY, PDM ->
                Dependency.Locked.find(
                        directory,
                        tool.lockFile(),
                        name,
                        Pattern.compile("name = \"(?i:" + Pattern.quote(name) + ")\"\\s+version = \"([^\"]+)\""));
            case CONDA, PIP -> Optional.empty();
        };
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
        project.at("/dependency-groups")
                .forEach(group -> group.forEach(text -> add(PythonTool.PROJECT, text.asText(""))));
    }

    /** These are programs; what they say plainly is enough. */
    private void readSetup() {
        Matcher list = SETUP_LIST.matcher(directory.text("setup.py").orElse(""));
        if (list.find()) {
            QUOTED.matcher(list.group(1)).results().forEach(text -> add("setup.py", text.group(1)));
        }
        boolean inList = false;
        for (String line : directory.text("setup.cfg").orElse("").lines().toList()) {
            Matcher key = SETUP_KEY.matcher(line);
            inList = key.matches() || inList && (line.startsWith(" ") || line.startsWith("\t"));
            if (inList) {
                add("setup.cfg", (key.matches() ? key.group(1) : line).strip());
            }
        }
    }

    private void readConda() {
        Optional<String> file = directory.firstOf(CONDA);
        for (JsonNode document : file.map(directory::yaml).orElse(List.of())) {
            document.path("dependencies").forEach(entry -> {
                add(file.orElseThrow(), entry.asText("").replaceFirst("^[\\w-]+::", ""));
                entry.path("pip").forEach(text -> add(file.orElseThrow(), text.asText("")));
            });
        }
    }

    /** Programs that declare nothing still say what they use. */
    private void readImports() {
        PythonEntryPoint.program(directory).ifPresent(program -> IMPORT.matcher(
                        directory.text(program.file()).orElse(""))
                .results()
                .forEach(told -> requirements.putIfAbsent(
                        normalised(told.group(1)), new Requirement(program.file(), "", "import " + told.group(1)))));
    }

    private void readPipfile() {
        addTable(PythonTool.PIPFILE, directory.toml(PythonTool.PIPFILE).path("packages"));
    }

    private void addTable(String file, JsonNode table) {
        table.fields().forEachRemaining(entry -> {
            JsonNode value = entry.getValue();
            String range = value.isObject() ? value.path("version").asText("") : value.asText("");
            requirements.putIfAbsent(
                    normalised(entry.getKey()), new Requirement(file, range, told(entry.getKey(), range)));
        });
    }

    private void add(String file, String text) {
        Matcher requirement = REQUIREMENT.matcher(text);
        if (requirement.matches()) {
            String range = requirement.group(2).strip();
            requirements.putIfAbsent(
                    normalised(requirement.group(1)), new Requirement(file, range, told(requirement.group(1), range)));
        }
    }

    private static String told(String name, String range) {
        return "dependency %s %s".formatted(name, range);
    }

    private static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}
