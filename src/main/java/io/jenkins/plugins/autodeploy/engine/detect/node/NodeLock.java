package io.jenkins.plugins.autodeploy.engine.detect.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the exact version of a package in the lock file of each package manager. */
final class NodeLock {
    private static final Pattern YARN_VERSION = Pattern.compile("  version:? \"?([^\"\\s]+)\"?");
    private static final Pattern PNPM_VERSION = Pattern.compile("version: ['\"]?([^'\"\\s(_]+).*");

    private NodeLock() {}

    /** Empty when the lock file does not tell. */
    static Optional<String> version(NodeTool.Choice choice, String packageName) {
        Optional<String> lock = choice.lockFile();
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> version =
                switch (choice.tool()) {
                    case NPM -> npm(choice.at().jsonLock(lock.get()), packageName);
                    case YARN -> choice.at().lock(lock.get()).flatMap(text -> yarn(text, packageName));
                    case PNPM -> choice.at().lock(lock.get()).flatMap(text -> pnpm(text, packageName));
                };
        return version.flatMap(SafeText::version);
    }

    private static Optional<String> npm(JsonNode lock, String packageName) {
        JsonNode modern =
                lock.path("packages").path("node_modules/" + packageName).path("version");
        JsonNode older = lock.path("dependencies").path(packageName).path("version");
        return Optional.ofNullable(modern.asText(older.asText(null)));
    }

    /** Blocks that begin with {@code express@^4.18.2:}, quoted or not. */
    private static Optional<String> yarn(String lock, String packageName) {
        boolean inBlock = false;
        for (String line : (Iterable<String>) lock.lines()::iterator) {
            if (!line.startsWith(" ")) {
                inBlock = line.startsWith(packageName + "@") || line.startsWith("\"" + packageName + "@");
            } else if (inBlock) {
                Matcher version = YARN_VERSION.matcher(line);
                if (version.matches()) {
                    return Optional.of(version.group(1));
                }
            }
        }
        return Optional.empty();
    }

    /** The importers name each direct dependency and, on the same line or two lines on, its version. */
    private static Optional<String> pnpm(String lock, String packageName) {
        boolean inBlock = false;
        for (String line : (Iterable<String>) lock.lines()::iterator) {
            String content = line.strip().replace("'", "");
            if (content.startsWith(packageName + ": ")) {
                return Optional.of(content.substring(packageName.length() + 2).replaceAll("[(_].*", ""));
            }
            Matcher version = PNPM_VERSION.matcher(line.strip());
            if (inBlock && version.matches()) {
                return Optional.of(version.group(1));
            }
            inBlock = content.equals(packageName + ":") || inBlock && content.startsWith("specifier:");
        }
        return Optional.empty();
    }
}
