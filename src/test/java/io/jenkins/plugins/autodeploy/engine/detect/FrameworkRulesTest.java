package io.jenkins.plugins.autodeploy.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every framework of the rules is found by each of its packages in the smallest project that declares it. */
class FrameworkRulesTest {
    /**
     * The files of the smallest project of an ecosystem, {@code %s} for the package.
     *
     * @param rest what such a project has beside its manifest
     */
    private record Smallest(String manifest, String declaration, Map<String, String> rest) {}

    private static final Map<String, Smallest> SMALLEST = Map.ofEntries(
            Map.entry(
                    "Maven",
                    new Smallest(
                            "pom.xml", null, Map.of("src/main/java/App.java", "@SpringBootApplication class App {}"))),
            Map.entry(
                    "Go",
                    new Smallest(
                            "go.mod",
                            "module a\n\nrequire %s/v2 v2.1.0\n",
                            Map.of("main.go", "package main\nfunc main() {}"))),
            Map.entry(
                    "Rust",
                    new Smallest(
                            "Cargo.toml",
                            "[package]\nname = \"a\"\n[dependencies]\n%s = \"1.2\"\n",
                            Map.of("src/main.rs", ""))),
            Map.entry(
                    "PHP",
                    new Smallest("composer.json", "{\"require\":{\"%s\":\"^2.1\"}}", Map.of("public/index.php", ""))),
            Map.entry("Ruby", new Smallest("Gemfile", "gem '%s', '2.1'\n", Map.of("config.ru", ""))),
            Map.entry("Elixir", new Smallest("mix.exs", "app: :a, deps: [{:%s, \"~> 2.1\"}]", Map.of())),
            Map.entry("Gleam", new Smallest("gleam.toml", "name = \"a\"\n[dependencies]\n%s = \"2.1\"\n", Map.of())),
            Map.entry(
                    "Python",
                    new Smallest(
                            "requirements.txt", "%s==2.1\n", Map.of("main.py", "import %s\napp = %s.Application()\n"))),
            Map.entry(
                    "Dart",
                    new Smallest("pubspec.yaml", "name: a\ndependencies:\n  %s: ^2.1.0\n", Map.of("bin/a.dart", ""))),
            Map.entry(
                    "Crystal", new Smallest("shard.yml", "name: a\ndependencies:\n  %s:\n    github: x/y\n", Map.of())),
            Map.entry("Haskell", new Smallest("package.yaml", "executables:\n  a:\ndependencies:\n- %s\n", Map.of())),
            Map.entry(
                    "Swift",
                    new Smallest(
                            "Package.swift",
                            ".package(url: \"https://github.com/x/%s.git\", from: \"2.1.0\")",
                            Map.of())),
            Map.entry(
                    "Zig",
                    new Smallest(
                            "build.zig.zon", ".dependencies = .{ .%s = .{ .url = \"x\" } }", Map.of("build.zig", ""))),
            Map.entry(
                    "CMake",
                    new Smallest(
                            "CMakeLists.txt", "find_package(%s)\nadd_executable(a main.cpp)", Map.of("main.cpp", ""))),
            Map.entry(
                    "Deno", new Smallest("deno.json", "{\"imports\":{\"%s\":\"jsr:x@^2.1\"}}", Map.of("main.ts", ""))),
            Map.entry(
                    "Node",
                    new Smallest(
                            "package.json",
                            "{\"dependencies\":{\"%s\":\"^2.1.0\"},\"scripts\":{\"build\":\"x\"}}",
                            Map.of("index.html", "", "server.js", "x.listen(80)"))),
            Map.entry("Perl", new Smallest("cpanfile", "requires '%s';", Map.of("app.pl", ""))),
            Map.entry("R", new Smallest("DESCRIPTION", "Imports: %s", Map.of("app.R", ""))),
            Map.entry("Lua", new Smallest("a.rockspec", "dependencies = { '%s' }", Map.of("app.lua", ""))));

    @TempDir
    private Path project;

    static Stream<Arguments> frameworks() {
        List<Arguments> all = new ArrayList<>();
        for (Ecosystem ecosystem : ProjectDetector.ecosystemsOfLanguages()) {
            for (Framework framework : ecosystem.frameworks()) {
                for (String name : framework.packages()) {
                    if (SMALLEST.containsKey(ecosystem.name())) {
                        all.add(Arguments.of(ecosystem.name(), framework.name(), name));
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("frameworks")
    void isFoundByEachOfItsPackages(String ecosystem, String framework, String name) throws Exception {
        Smallest smallest = SMALLEST.get(ecosystem);
        String declaration = smallest.declaration() == null
                ? pom(name)
                : smallest.declaration().replace("%s", name);
        write(smallest.manifest(), declaration);
        for (var file : smallest.rest().entrySet()) {
            write(file.getKey(), file.getValue().replace("%s", name.replaceFirst("^python-", "")));
        }

        Component component = ProjectDetector.standard().detect(project).main();

        assertThat(component.framework()).isEqualTo(framework);
        assertThat(component.evidence())
                .anySatisfy(evidence -> assertThat(evidence.told()).contains(name.replaceFirst(".*:", "")));
    }

    /** Those without a smallest project above have a fixture, so that no rule goes untried. */
    @Test
    void leavesNoFrameworkOut() throws Exception {
        List<String> tried =
                new ArrayList<>(frameworks().map(one -> (String) one.get()[1]).toList());
        for (Fixture fixture : Fixture.all()) {
            ProjectDetector.standard()
                    .detect(fixture.project())
                    .components()
                    .forEach(found -> tried.add(found.framework()));
        }
        List<String> known = ProjectDetector.ecosystemsOfLanguages().stream()
                .flatMap(ecosystem -> ecosystem.frameworks().stream())
                .map(Framework::name)
                .distinct()
                .toList();

        assertThat(tried).containsAll(known);
    }

    private static String pom(String name) {
        String[] parts = name.split(":");
        return """
                <project><artifactId>a</artifactId><version>1</version><dependencies>
                <dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>2.1</version></dependency>
                </dependencies></project>
                """.formatted(parts[0], parts.length > 1 ? parts[1] : "b");
    }

    private void write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
