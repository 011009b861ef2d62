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
    /** Servers for development: what starts what was built is something else. */
    private static final Pattern DEVELOPMENT = Pattern.compile(
            "(?:\\S+=\\S* |cross-env |npx |bunx )*(?:vite(?! preview)|react-scripts|vue-cli-service|ng|webpack|parcel|rsbuild|craco|expo|ember|brunch|stencil"
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
        return program(directory, manifest.main(), runtime.equals("bun"))
                .map(file -> new StartScript(runtime + " " + file, ListeningPort.listens(directory, file)));
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
