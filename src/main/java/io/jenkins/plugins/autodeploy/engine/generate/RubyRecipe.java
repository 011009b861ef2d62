package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;

/** Ruby applications, and sites that Ruby's generators make. */
final class RubyRecipe implements Recipe {
    private static final String GEMS = "/usr/local/bundle";
    private static final String BUILD_PACKAGES =
            "build-essential git libpq-dev libyaml-dev pkg-config default-libmysqlclient-dev libsqlite3-dev";
    private static final String PACKAGES = "ca-certificates libpq5 libyaml-0-2 libmariadb3 libsqlite3-0 libjemalloc2";

    @Override
    public boolean fits(Component component) {
        return "ruby".equals(component.runtime());
    }

    @Override
    public List<String> ignored(Component component) {
        return List.of("vendor/bundle", ".bundle", "log/*", "tmp/*", "**/node_modules", "_site", "config/master.key");
    }

    @Override
    public String dockerfile(Component component) throws InvalidInputException {
        String image = "ruby:%s-slim".formatted(component.runtimeVersion());
        DockerfileText text = new DockerfileText();
        Sources.stage(text, component);
        build(text.from(image, "build").workdir(SOURCES), component);
        if (component.kind() == ComponentKind.STATIC) {
            return WebServer.serve(text.blank(), component, "build", SOURCES + "/" + component.outputDirectory())
                    .toString();
        }
        String start = Recipe.needed(component, "a start command", component.startCommand());
        Recipe.labelled(text.blank().from(image), component)
                .run(apt(PACKAGES))
                .env("BUNDLE_WITHOUT", "development:test")
                .env("RACK_ENV", "production");
        if ("rails".equals(component.framework())) {
            text.env("RAILS_ENV", "production").env("RAILS_LOG_TO_STDOUT", "1").env("RAILS_SERVE_STATIC_FILES", "1");
        }
        text.workdir(SOURCES)
                .copyFrom("build", GEMS, GEMS)
                .copyOwned("build", NOBODY, SOURCES, SOURCES)
                .user(NOBODY);
        Recipe.listening(
                text,
                component,
                port -> List.of("ruby", "-rsocket", "-e", "TCPSocket.new('127.0.0.1',%d).close".formatted(port)));
        return text.commandWithInit(StartWords.of(start)).toString();
    }

    private static void build(DockerfileText text, Component component) {
        text.run(apt(BUILD_PACKAGES));
        boolean site = component.kind() == ComponentKind.STATIC;
        if (component.installCommand() != null) {
            if (!site) {
                text.env("BUNDLE_WITHOUT", "development:test");
            }
            text.copy("Gemfile", "Gemfile.lock*", ".ruby-version*", "./").run(component.installCommand());
        }
        Sources.copy(text, component);
        if (site && component.packageManager() == null) {
            text.run("gem install " + component.framework());
        }
        if (component.buildCommand() != null) {
            boolean rails = "rails".equals(component.framework());
            text.run((rails ? "SECRET_KEY_BASE_DUMMY=1 RAILS_ENV=production " : "") + component.buildCommand());
        }
    }

    private static String apt(String packages) {
        return "apt-get update && apt-get install -y --no-install-recommends %s && rm -rf /var/lib/apt/lists/*"
                .formatted(packages);
    }
}
