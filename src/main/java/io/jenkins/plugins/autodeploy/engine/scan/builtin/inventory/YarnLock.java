package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Yarn's {@code yarn.lock}. Since Yarn 2 it is YAML with an entry {@code __metadata}; before, a format of its own in which a block begins with the
 * requests that it answers and has one indented fact a line.
 */
final class YarnLock {
    private static final Pattern YAML = Pattern.compile("(?m)^__metadata:");
    /** The first request of a block, whose name all requests of it share but for aliases. */
    private static final Pattern BLOCK = Pattern.compile("\"?((?:@[^/@\\s\"]++/)?[^@\\s\"]++)@(npm:)?([^,:\"]*+).*:");

    private static final Pattern VERSION = Pattern.compile(" {2}version \"?([^\"\\s]++)\"?");
    private static final String LOCAL = "workspace:";

    private YarnLock() {}

    /** None of the versions tells what is for development. */
    static void read(PackageFile file, PackageList found) throws IOException {
        String text = file.text();
        if (YAML.matcher(text).find()) {
            file.yaml(document -> document.fields((key, entry) -> addResolved(entry.tree(), found)));
        } else if (text.contains("# yarn lockfile v1")) {
            readBlocks(text, found);
        } else {
            throw new MalformedContentException("it is of no version of Yarn that is known");
        }
    }

    /** {@code resolution: "@scope/name@npm:1.0.0"}; a patched package is named within the patch's address. */
    private static void addResolved(JsonNode entry, PackageList found) throws IOException {
        String resolution = entry.path("resolution").asText("");
        String version = entry.path("version").asText("");
        int at = resolution.indexOf('@', 1);
        if (at > 0 && !resolution.startsWith(LOCAL, at + 1)) {
            NodeFiles.add(resolution.substring(0, at) + "@" + version, false, found);
        }
    }

    private static void readBlocks(String text, PackageList found) throws IOException {
        String name = null;
        for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            Matcher block = BLOCK.matcher(line);
            Matcher version = VERSION.matcher(line);
            if (block.matches()) {
                name = block.group(2) == null ? block.group(1) : aliased(block.group(3));
            } else if (name != null && version.matches()) {
                NodeFiles.add(name + "@" + version.group(1), false, found);
            } else if (!line.isBlank() && !line.startsWith(" ") && !line.startsWith("#")) {
                name = addressed(line);
            }
        }
    }

    /** A block may answer a request for an address alone; what that is called, it does not tell. */
    @CheckForNull
    private static String addressed(String line) throws MalformedContentException {
        if (line.endsWith(":")) {
            return null;
        }
        throw new MalformedContentException("it has a line that begins no block");
    }

    /** @param request {@code lodash@^3.0.0}, or without a version */
    private static String aliased(String request) {
        int at = request.indexOf('@', 1);
        return at < 0 ? request : request.substring(0, at);
    }
}
