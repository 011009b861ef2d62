package io.jenkins.plugins.autodeploy.engine.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How programs of one runtime are built in one image and run in another, as data. In images and commands {@code {version}} is the release of the runtime.
 *
 * @param runtime as detection names it
 * @param builder the image with the tools
 * @param prepare commands of our own that the builder needs first
 * @param manifests what the install command needs, so that dependencies are a layer of their own; none where it needs the sources
 * @param caches directories that outlive a build
 * @param environment of the build
 * @param runner the image that the program runs in
 * @param packages of the runner's distribution that the program needs
 * @param settings environment of the program
 */
record Toolchain(
        String runtime,
        String builder,
        List<String> prepare,
        List<String> manifests,
        List<String> caches,
        Map<String, String> environment,
        String runner,
        List<String> packages,
        Map<String, String> settings) {
    private static final String DEBIAN = "debian:bookworm-slim";
    private static final String ALPINE = "alpine:3.22";
    private static final String JRE = "eclipse-temurin:{version}-jre";

    static final List<Toolchain> ALL = List.of(
            of("rust", "rust:{version}-bookworm", ALPINE)
                    .cached("/usr/local/cargo/registry", "/usr/local/cargo/git")
                    .runsIn(DEBIAN, "ca-certificates", "libssl3"),
            of("crystal", "crystallang/crystal:{version}-alpine", ALPINE)
                    .installs("shard.yml", "shard.lock*")
                    .runsIn(ALPINE, "libgcc", "pcre2", "gc", "libevent", "openssl", "yaml", "gmp", "zlib"),
            of("haskell", "haskell:{version}-slim", DEBIAN)
                    .cached("/root/.stack")
                    .runsIn(DEBIAN, "ca-certificates", "libgmp10"),
            of("swift", "swift:{version}-bookworm", DEBIAN)
                    .installs("Package.swift", "Package.resolved*")
                    .runsIn(DEBIAN, "ca-certificates", "libcurl4", "libxml2"),
            of("zig", ALPINE, ALPINE).prepared("apk add --no-cache zig"),
            of("cpp", DEBIAN, DEBIAN)
                    .prepared(
                            "apt-get update && apt-get install -y --no-install-recommends build-essential cmake meson ninja-build pkg-config git ca-certificates && rm -rf /var/lib/apt/lists/*")
                    .runsIn(DEBIAN, "ca-certificates", "libstdc++6"),
            of("dart", "dart:{version}", DEBIAN)
                    .prepared("mkdir -p bin")
                    .installs("pubspec.yaml", "pubspec.lock*")
                    .cached("/root/.pub-cache")
                    .runsIn(DEBIAN, "ca-certificates"),
            of("elixir", "elixir:{version}-slim", DEBIAN)
                    .prepared(
                            "apt-get update && apt-get install -y --no-install-recommends build-essential git && rm -rf /var/lib/apt/lists/*")
                    .prepared("mix local.hex --force && mix local.rebar --force")
                    .installs("mix.exs", "mix.lock*")
                    .building(Map.of("MIX_ENV", "prod"))
                    .runsIn(DEBIAN, "ca-certificates", "libncurses6", "libssl3", "libstdc++6")
                    .with(Map.of("LANG", "C.UTF-8")),
            of("gleam", "ghcr.io/gleam-lang/gleam:v{version}-erlang-alpine", "erlang:27-alpine")
                    .installs("gleam.toml", "manifest.toml*"),
            of("sbt", "eclipse-temurin:{version}-jdk", JRE)
                    .prepared(
                            "curl -fsSL https://github.com/sbt/sbt/releases/download/v1.10.11/sbt-1.10.11.tgz | tar xz -C /opt && ln -s /opt/sbt/bin/sbt /usr/local/bin/sbt")
                    .cached("/root/.sbt", "/root/.ivy2", "/root/.cache/coursier"),
            of("leiningen", "clojure:temurin-{version}-lein-bookworm-slim", JRE)
                    .installs("project.clj")
                    .cached("/root/.m2"),
            of("clojure", "clojure:temurin-{version}-tools-deps-bookworm-slim", JRE)
                    .cached("/root/.m2", "/root/.gitlibs"),
            of("deno", "denoland/deno:{version}", "denoland/deno:{version}")
                    .with(Map.of("DENO_DIR", "/app/.deno"))
                    .building(Map.of("DENO_DIR", "/app/.deno")));

    private static Toolchain of(String runtime, String builder, String runner) {
        return new Toolchain(runtime, builder, List.of(), List.of(), List.of(), Map.of(), runner, List.of(), Map.of());
    }

    private Toolchain prepared(String command) {
        List<String> commands = new ArrayList<>(prepare);
        commands.add(command);
        return new Toolchain(
                runtime, builder, List.copyOf(commands), manifests, caches, environment, runner, packages, settings);
    }

    private Toolchain installs(String... files) {
        return new Toolchain(
                runtime, builder, prepare, List.of(files), caches, environment, runner, packages, settings);
    }

    private Toolchain cached(String... directories) {
        return new Toolchain(
                runtime, builder, prepare, manifests, List.of(directories), environment, runner, packages, settings);
    }

    private Toolchain building(Map<String, String> variables) {
        return new Toolchain(runtime, builder, prepare, manifests, caches, variables, runner, packages, settings);
    }

    private Toolchain runsIn(String image, String... names) {
        return new Toolchain(
                runtime, builder, prepare, manifests, caches, environment, image, List.of(names), settings);
    }

    private Toolchain with(Map<String, String> variables) {
        return new Toolchain(runtime, builder, prepare, manifests, caches, environment, runner, packages, variables);
    }

    /** Whether the runner's package manager and shell tools are Alpine's rather than Debian's. */
    boolean runsOnAlpine() {
        return runner.contains("alpine");
    }
}
