package io.jenkins.plugins.autodeploy.engine.detect.node;

import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependency;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the exact version of a package in the lock file of each package manager. */
final class NodeLock {
    private NodeLock() {}

    /** Empty when the lock file does not tell. */
    static Optional<Dependency.Locked> find(NodeTool.Choice choice, String packageName) {
        return choice.lockFile()
                .filter(file -> !file.endsWith(".lockb"))
                .flatMap(file -> Dependency.Locked.find(
                        choice.at(), file, packageName, entry(choice.tool(), Pattern.quote(packageName))));
    }

    /** How an entry begins, up to the version. */
    private static Pattern entry(NodeTool tool, String name) {
        String regex =
                switch (tool) {
                    // Version 1 of the format has no node_modules/ before the name.
                    case NPM -> "\n\\s+\"(?:node_modules/)?" + name + "\": \\{\\s+\"version\": \"([^\"]+)\"";
                    case YARN -> "\n\"?" + name + "@[^\n]*:\\s+version:? \"?([^\"\\s]+)";
                    case PNPM ->
                        "\n\\s+'?" + name + "'?:(?:\\s+specifier: [^\n]*\n\\s+version: | )['\"]?([^'\"\\s(_]+)";
                    case BUN -> "\n\\s+\"" + name + "\": \\[\"" + name + "@([^\"]+)\"";
                };
        return Pattern.compile(regex);
    }
}
