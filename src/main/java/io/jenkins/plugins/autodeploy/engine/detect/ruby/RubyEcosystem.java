package io.jenkins.plugins.autodeploy.engine.detect.ruby;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependencies;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependency;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.RuntimeVersion;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ruby applications with Bundler. A Gemfile is a program, so it is searched, never run. */
public final class RubyEcosystem implements Ecosystem {
    private static final String GEMFILE = "Gemfile";
    private static final String LOCK = "Gemfile.lock";
    private static final String RACK = "config.ru";
    private static final String STANDARD = "3.3";
    private static final int PORT = 9292;
    private static final Framework RAILS = Framework.server("rails", 3000, "rails", "railties")
            .start("bin/rails server --binding 0.0.0.0 --port {port}")
            .with("sinatra");
    private static final List<Framework> FRAMEWORKS = List.of(
            RAILS,
            Framework.server("hanami", 2300, "hanami").start("bundle exec hanami server --host 0.0.0.0 --port {port}"),
            Framework.server("padrino", 3000, "padrino").with("sinatra"),
            Framework.server("sinatra", 4567, "sinatra"),
            Framework.server("roda", PORT, "roda"),
            Framework.server("grape", PORT, "grape"),
            Framework.site("jekyll", "_site", "jekyll", "github-pages").start("bundle exec jekyll build"),
            Framework.site("middleman", "build", "middleman").start("bundle exec middleman build"),
            Framework.site("bridgetown", "output", "bridgetown").start("bin/bridgetown deploy"));
    private static final List<String> PROGRAMS = List.of("app.rb", "main.rb", "server.rb", "application.rb", "bot.rb");
    private static final String INSTALL = "bundle install";
    private static final Pattern LOCAL_GEMS =
            Pattern.compile("^[ \\t]*(?:gemspec\\b|gem\\b[^\\n]*\\bpath:|path\\s)", Pattern.MULTILINE);
    private static final Pattern REQUIRES =
            Pattern.compile("^require ['\"](?:sinatra|webrick|socket|roda|hanami)", Pattern.MULTILINE);
    private static final Pattern RUBY =
            Pattern.compile("^[ \\t]*ruby\\s+['\"](?:~>|>=|<)?\\s*(\\d(?:\\.\\d{1,2}){1,2})['\"]", Pattern.MULTILINE);
    private static final Pattern LOCKED_RUBY =
            Pattern.compile("^RUBY VERSION\\s+ruby (\\d(?:\\.\\d{1,2}){1,2})", Pattern.MULTILINE);
    private static final Pattern HEALTH = Pattern.compile("get\\s+['\"]/?(up)['\"]\\s*=>\\s*['\"]rails/health#show");
    private static final Pattern PORTS =
            Pattern.compile("(?:set\\s+:port,\\s*|port\\s+ENV\\.fetch\\(['\"]PORT['\"]\\)\\s*\\{\\s*)(\\d{2,5})");

    @Override
    public String name() {
        return "Ruby";
    }

    @Override
    public List<String> markers() {
        return List.of(GEMFILE, RACK, "app.rb", "main.rb", "server.rb", "*.gemspec");
    }

    @Override
    public List<Framework> frameworks() {
        return FRAMEWORKS;
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        String gemfile = directory.text(GEMFILE).orElse("");
        Dependencies dependencies = name -> gem(directory, gemfile, name);
        boolean library = directory.firstOf(List.of("*.gemspec")).isPresent() && !directory.has(RACK);
        Optional<Framework> framework = Framework.firstOf(FRAMEWORKS, dependencies);
        Optional<String> program = program(directory);
        ComponentDraft draft = new ComponentDraft(directory, "ruby")
                .because(directory.firstOf(markers()).orElse(GEMFILE), "a Ruby application");
        framework.ifPresent(found -> draft.framework(found, FRAMEWORKS, dependencies));
        if (directory.has(GEMFILE)) {
            // Gems of the project itself are part of its sources, so that nothing can be installed before these are
            // there.
            boolean local = LOCAL_GEMS.matcher(gemfile).find();
            draft.tools("bundler", null).install(local ? null : INSTALL).build(local ? INSTALL : null);
        } else {
            draft.onlySources();
        }
        describeVersion(directory, draft);
        boolean files = framework.filter(found -> !found.isServer()).isPresent();
        if (files) {
            draft.build(framework.get().startCommand())
                    .port(ComponentDraft.STATIC_PORT)
                    .confidence(Confidence.PROVEN);
            return Optional.of(draft);
        }
        describeServer(directory, dependencies, framework, program, draft);
        if (library && program.isEmpty()) {
            // Gems are tried with frameworks that others use them with.
            draft.framework(null, null).kind(ComponentKind.WORKER).confidence(Confidence.GUESSED);
        }
        return Optional.of(draft.test(test(directory, dependencies, framework)));
    }

    private static void describeServer(
            SourceDirectory directory,
            Dependencies dependencies,
            Optional<Framework> framework,
            Optional<String> program,
            ComponentDraft draft) {
        boolean rack = directory.has(RACK);
        boolean serves = rack || framework.isPresent();
        Integer port =
                port(directory, program).orElse(framework.map(Framework::port).orElse(serves ? PORT : null));
        draft.kind(port == null ? ComponentKind.WORKER : ComponentKind.SERVER).port(port);
        String start = framework
                .map(Framework::startCommand)
                .or(() -> rack
                        ? Optional.of(rackServer(directory, dependencies))
                        : program.map(file -> "bundle exec ruby " + file))
                .map(command -> command.replace("{port}", String.valueOf(port)))
                .orElse(null);
        draft.start(start).entryPoint(rack ? RACK : program.orElse(null));
        if (framework.filter(found -> found == RAILS).isPresent()) {
            boolean assets = directory.hasDirectory("app/assets") || directory.hasDirectory("app/javascript");
            draft.build(assets ? after(draft, "bin/rails assets:precompile") : draft.buildCommand());
            if (HEALTH.matcher(directory.text("config/routes.rb").orElse("")).find()) {
                draft.health("/up").because("config/routes.rb", "rails/health#show at /up");
            }
        }
        draft.confidence(
                framework.isEmpty()
                        ? start == null ? Confidence.GUESSED : Confidence.STARTABLE
                        : start == null ? Confidence.DECLARED : Confidence.PROVEN);
    }

    /** The file that is one by its name, else the first that runs a framework of its own accord. */
    private static Optional<String> program(SourceDirectory directory) {
        return PROGRAMS.stream().filter(directory::has).findFirst().or(() -> directory.files().stream()
                .filter(file -> file.endsWith(".rb") && SafeText.isPlain(file))
                .filter(file ->
                        REQUIRES.matcher(directory.text(file).orElse("")).find())
                .reduce((first, second) -> second.length() < first.length() ? second : first));
    }

    private static String after(ComponentDraft draft, String command) {
        return draft.buildCommand() == null ? command : draft.buildCommand() + " && " + command;
    }

    private static String rackServer(SourceDirectory directory, Dependencies dependencies) {
        if (dependencies.has("puma")) {
            return directory.has("config/puma.rb")
                    ? "bundle exec puma --config config/puma.rb"
                    : "bundle exec puma --bind tcp://0.0.0.0:{port}";
        }
        return "bundle exec rackup --host 0.0.0.0 --port {port}";
    }

    private static Optional<Integer> port(SourceDirectory directory, Optional<String> program) {
        for (String file :
                Stream.concat(Stream.of("config/puma.rb"), program.stream()).toList()) {
            Matcher told = PORTS.matcher(directory.text(file).orElse(""));
            if (told.find()) {
                return SafeText.port(told.group(1));
            }
        }
        return Optional.empty();
    }

    private static String test(SourceDirectory directory, Dependencies dependencies, Optional<Framework> framework) {
        if (dependencies.has("rspec") || dependencies.has("rspec-rails")) {
            return "bundle exec rspec";
        }
        return framework.filter(found -> found == RAILS).isPresent() && directory.hasDirectory("test")
                ? "bin/rails test"
                : null;
    }

    private static Optional<Dependency> gem(SourceDirectory directory, String gemfile, String name) {
        Matcher declared = Pattern.compile(
                        "^[ \\t]*gem\\s*\\(?\\s*['\"]" + Pattern.quote(name)
                                + "['\"](?:\\s*,\\s*['\"]([^'\"\\n]{1,60})['\"])?",
                        Pattern.MULTILINE)
                .matcher(gemfile);
        if (!declared.find()) {
            return Optional.empty();
        }
        String range = declared.group(1) == null ? "" : declared.group(1);
        Pattern entry = Pattern.compile("^ {4}" + Pattern.quote(name) + " \\(([^)\\n]{1,60})\\)", Pattern.MULTILINE);
        return Optional.of(Dependency.of(
                name,
                range,
                directory.evidence(GEMFILE, "gem %s %s".formatted(name, range)),
                Dependency.Locked.find(directory, LOCK, name, entry)));
    }

    private static void describeVersion(SourceDirectory directory, ComponentDraft draft) {
        RuntimeVersion.describe(
                draft,
                "ruby",
                STANDARD,
                List.of("ruby"),
                RuntimeVersion.Source.plain(".ruby-version"),
                new RuntimeVersion.Source(GEMFILE, RUBY),
                new RuntimeVersion.Source(LOCK, LOCKED_RUBY));
    }
}
