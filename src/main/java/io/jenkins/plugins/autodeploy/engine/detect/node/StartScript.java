package io.jenkins.plugins.autodeploy.engine.detect.node;

import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What starts a package.
 *
 * @param command {@link #SCRIPT} for the package's own script, which its package manager calls, else a call of the runtime itself
 * @param listens whether the file that is called opens a port, as far as it can be seen
 */
record StartScript(String command, boolean listens) {
    /** The name of the script. */
    static final String SCRIPT = "start";

    private static final List<String> ENTRY_NAMES = List.of("server", "index", "app", "main", "bot");
    private static final List<String> SCRIPT_ENDINGS = List.of(".js", ".mjs", ".cjs");
    private static final List<String> TYPED_ENDINGS = List.of(".ts", ".js", ".mjs", ".tsx");

    /** A start script that is one plain call of node needs no package manager around it to run, which would keep signals from it. */
    private static final Pattern NODE_CALL = Pattern.compile("node\\s+(\\S+)");

    private static final Pattern OUTPUT = Pattern.compile("\"outDir\"\\s*:\\s*\"([^\"]{1,100})\"");
    private static final Pattern ROOT = Pattern.compile("\"rootDir\"\\s*:\\s*\"([^\"]{1,100})\"");
    /** Servers for development: what starts what was built is something else. */
    private static final Pattern DEVELOPMENT = Pattern.compile(
            "(?:\\w{1,60}=\\S{0,200} |cross-env |npx |bunx ){0,20}(?:vite(?! preview)|react-scripts|vue-cli-service|ng|webpack|parcel|rsbuild|craco|expo|ember|brunch|stencil"
                    + "|(?:astro|nuxi?|next|remix|react-router|sapper|umi|max|blitz|redwood|rw|gatsby|nitropack|nitro) (?:dev|develop|start:dev)"
                    + "|(?:docusaurus|gatsby|umi|polymer) (?:start|serve|develop)"
                    + "|(?:vitepress|vuepress) (?:dev|serve)|hexo (?:s|server)|eleventy .*--serve|npm run dev|yarn dev|pnpm dev|bun run dev)\\b.*",
            Pattern.DOTALL);

    /** A script that does not just start a server for development. */
    static Optional<String> own(PackageJson manifest) {
        return manifest.script(SCRIPT).filter(script -> !isForDevelopment(script));
    }

    static boolean isForDevelopment(String script) {
        return DEVELOPMENT.matcher(script.strip()).matches();
    }

    /** The script, else the file that the manifest or convention says is the program. */
    static Optional<StartScript> of(SourceDirectory directory, PackageJson manifest, String runtime) {
        Optional<String> script = own(manifest);
        if (script.isPresent()) {
            Matcher call = NODE_CALL.matcher(script.get());
            Optional<String> file = call.matches() ? SafeText.path(call.group(1)) : Optional.empty();
            return Optional.of(new StartScript(file.map(path -> "node " + path).orElse(SCRIPT), true));
        }
        boolean bun = runtime.equals("bun");
        return program(directory, manifest.main(), bun)
                .or(() -> program(directory, manifest.main(), true))
                .map(file -> new StartScript(
                        runtime + " " + (bun ? file : compiled(directory, manifest, file)),
                        ListeningPort.listens(directory, file)));
    }

    /** Where a build that calls the compiler of TypeScript leaves a file; newer releases of Node run it as it is. */
    private static String compiled(SourceDirectory directory, PackageJson manifest, String file) {
        String options = directory.text("tsconfig.json").orElse("");
        Matcher output = OUTPUT.matcher(options);
        boolean compiles = manifest.script("build")
                .filter(script -> script.contains("tsc"))
                .isPresent();
        Optional<String> place = output.find() ? SafeText.path(output.group(1)) : Optional.empty();
        if (!file.endsWith(".ts") || !compiles || place.isEmpty()) {
            return file;
        }
        Matcher root = ROOT.matcher(options);
        boolean belowSources = root.find() ? root.group(1).contains("src") : file.startsWith("src/");
        String within = belowSources ? file.replaceFirst("^src/", "") : file;
        return place.get() + "/" + within.replaceFirst("\\.ts$", ".js");
    }

    /** The file of a directory that is its program by its name. */
    static Optional<String> program(SourceDirectory directory, Optional<String> main, boolean typed) {
        List<String> entries = ENTRY_NAMES.stream()
                .flatMap(name ->
                        (typed ? TYPED_ENDINGS : SCRIPT_ENDINGS).stream().map(ending -> name + ending))
                .toList();
        List<String> candidates = Stream.concat(
                        main.flatMap(SafeText::path).stream(),
                        Stream.concat(entries.stream(), entries.stream().map(name -> "src/" + name)))
                .filter(directory::has)
                .toList();
        return candidates.stream()
                .filter(file -> ListeningPort.listens(directory, file))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }
}
