package io.jenkins.plugins.autodeploy.engine.detect.compiled;

import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.RuntimeVersion.Source;
import java.util.List;
import java.util.regex.Pattern;

/** The languages whose projects need nothing but data to be described. */
public final class Toolchains {
    private static final int PORT = 8080;

    private static final Toolchain CRYSTAL = new Toolchain(
            "Crystal",
            "crystal",
            "crystal",
            "1.17",
            List.of("shard.yml"),
            "shards",
            Pattern.compile("^targets:\\s+([\\w-]{1,60}):|^name:\\s*([\\w-]{1,60})", Pattern.MULTILINE),
            "(?m)^  %s:(?:\\s+\\w+: [^\\n]*?(?:[~>=< ]+(\\d[\\d.]*))?$){0,2}",
            List.of(),
            new Toolchain.Commands(
                    "shards install --production",
                    "shards build --production --release",
                    "crystal spec",
                    "bin",
                    "bin/{program}"),
            List.of(
                    Framework.server("kemal", 3000, "kemal"),
                    Framework.server("lucky", 3000, "lucky"),
                    Framework.server("amber", 3000, "amber")),
            List.of(
                    Source.plain(".crystal-version"),
                    new Source("shard.yml", Pattern.compile("crystal:\\s*[\"']?(\\d\\.\\d{1,2}(?:\\.\\d{1,2})?)"))));

    private static final Toolchain HASKELL = new Toolchain(
            "Haskell",
            "haskell",
            "haskell",
            "9.6",
            List.of("stack.yaml", "*.cabal", "package.yaml", "cabal.project"),
            "stack",
            Pattern.compile("^executable\\s+([\\w-]{1,60})|^executables:\\s+([\\w-]{1,60}):", Pattern.MULTILINE),
            "(?m)(?:^|[,\\s])%s\\b\\s*(?:[<>=^ ]{0,4}\\s*(\\d[\\d.]*))?",
            List.of("*.cabal", "package.yaml"),
            new Toolchain.Commands(null, "stack install --local-bin-path bin", "stack test", "bin", "bin/{program}"),
            List.of(
                    Framework.server("ihp", 8000, "ihp"),
                    Framework.server("yesod", 3000, "yesod").with("warp", "servant"),
                    Framework.server("servant", PORT, "servant-server", "servant")
                            .with("warp"),
                    Framework.server("scotty", 3000, "scotty").with("warp"),
                    Framework.server("warp", 3000, "warp")),
            List.of());

    private static final Toolchain SWIFT = new Toolchain(
            "Swift",
            "swift",
            "swift",
            "6.0",
            List.of("Package.swift"),
            "swiftpm",
            Pattern.compile(
                    "\\.executable(?:Target)?\\(\\s*name:\\s*\"([\\w-]{1,60})\"|\\.target\\(\\s*name:\\s*\"(Run)\"|name:\\s*\"([\\w-]{1,60})\""),
            "/%s\\.git\"(?:[^)\\n]{0,60}?\"(\\d[\\w.-]*)\")?",
            List.of(),
            new Toolchain.Commands(
                    "swift package resolve",
                    "swift build --configuration release --static-swift-stdlib",
                    "swift test",
                    ".build/release",
                    ".build/release/{program}"),
            List.of(
                    Framework.server("vapor", PORT, "vapor")
                            .start("serve --env production --hostname 0.0.0.0 --port {port}"),
                    Framework.server("hummingbird", PORT, "hummingbird")),
            List.of(
                    Source.plain(".swift-version"),
                    new Source("Package.swift", Pattern.compile("swift-tools-version:\\s*(\\d{1,2}\\.\\d{1,2})"))));

    private static final Toolchain ZIG = new Toolchain(
            "Zig",
            "zig",
            "zig",
            "0.14.1",
            List.of("build.zig", "build.zig.zon"),
            "zig",
            Pattern.compile("addExecutable\\([^)]{0,200}?(?:name\\s*=\\s*)?\"([\\w-]{1,60})\"", Pattern.DOTALL),
            "\\.@?\"?%s\"?\\s*=\\s*\\.\\{",
            List.of("build.zig.zon"),
            new Toolchain.Commands(
                    null, "zig build -Doptimize=ReleaseSafe", "zig build test", "zig-out/bin", "zig-out/bin/{program}"),
            List.of(Framework.server("zap", 3000, "zap"), Framework.server("httpz", PORT, "httpz")),
            List.of(
                    Source.plain(".zig-version"),
                    new Source(
                            "build.zig.zon",
                            Pattern.compile("minimum_zig_version\\s*=\\s*\"(\\d\\.\\d{1,2}\\.\\d{1,2})\""))));

    private static final Toolchain CMAKE = new Toolchain(
            "CMake",
            "c++",
            "cpp",
            "14",
            List.of("CMakeLists.txt"),
            "cmake",
            Pattern.compile("add_executable\\s*\\(\\s*([\\w-]{1,60})"),
            "(?i)find_package\\s*\\(\\s*%s\\b(?:\\s+(\\d[\\d.]*))?",
            List.of(),
            new Toolchain.Commands(
                    null,
                    "cmake -S . -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build --parallel",
                    "ctest --test-dir build",
                    "build",
                    "build/{program}"),
            List.of(Framework.server("drogon", 5555, "drogon"), Framework.server("crow", 18080, "crow")),
            List.of());

    private static final Toolchain MESON = new Toolchain(
            "Meson",
            "c++",
            "cpp",
            "14",
            List.of("meson.build"),
            "meson",
            Pattern.compile("\\bexecutable\\s*\\(\\s*'([\\w-]{1,60})'"),
            "dependency\\s*\\(\\s*'%s'",
            List.of(),
            new Toolchain.Commands(
                    null,
                    "meson setup build --buildtype=release && ninja -C build",
                    "meson test -C build",
                    "build",
                    "build/{program}"),
            List.of(),
            List.of());

    private static final Toolchain MAKE = new Toolchain(
            "Make",
            "c",
            "cpp",
            "14",
            List.of("Makefile", "makefile", "GNUmakefile"),
            "make",
            Pattern.compile(
                    "^(?:TARGET|PROG(?:RAM)?|BIN|EXEC(?:UTABLE)?|NAME)\\s*[:?]?=\\s*([\\w./-]{1,60})|^all\\s*:\\s*([\\w./-]{1,60})",
                    Pattern.MULTILINE),
            "-l%s\\b",
            List.of(),
            new Toolchain.Commands(null, "make", null, ".", "./{program}"),
            List.of(),
            List.of());

    private Toolchains() {}

    /** In the order in which they win; what needs the sources to be of its language comes last. */
    public static List<Ecosystem> ecosystems() {
        return List.of(
                new CompiledEcosystem(CRYSTAL),
                new CompiledEcosystem(HASKELL),
                new CompiledEcosystem(SWIFT),
                new CompiledEcosystem(ZIG),
                new NativeEcosystem(new CompiledEcosystem(CMAKE)),
                new NativeEcosystem(new CompiledEcosystem(MESON)),
                new NativeEcosystem(new CompiledEcosystem(MAKE)));
    }
}
