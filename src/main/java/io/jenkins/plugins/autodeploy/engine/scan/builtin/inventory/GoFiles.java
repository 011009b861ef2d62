package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Go's {@code go.mod}: what it requires, replaced by what it says to take instead, and the standard library of its toolchain as {@code stdlib}. It names
 * all modules of a build since Go 1.17, the direct ones before. {@code go.sum} also names what is only looked at, and is not read.
 */
final class GoFiles implements EcosystemFiles {
    private static final String STANDARD_LIBRARY = "stdlib";
    private static final Pattern BLOCK = Pattern.compile("(\\w++)\\s*+\\(");
    private static final Pattern MODULE = Pattern.compile("\"?([^\\s\"]++)\"?\\s++(v\\d\\S*+)");
    private static final Pattern REPLACEMENT =
            Pattern.compile("(\\S++)(?:\\s++(v\\d\\S*+))?\\s++=>\\s++(\\S++)(?:\\s++(v\\d\\S*+))?");
    /** {@code go 1.22} alone is the language; a release of Go has three parts. */
    private static final Pattern RELEASE =
            Pattern.compile("(?:go)?(\\d++\\.\\d++(?:\\.\\d++|(?:rc|beta)\\d++))(?:[-+\\s].*+)?");

    @Override
    @CheckForNull
    public PackageFormat locked(String path) {
        return EcosystemFiles.fileName(path).equals("go.mod")
                ? (file, found) -> new ModuleFile().read(file, found)
                : null;
    }

    /** The lines of one file. */
    private static final class ModuleFile {
        private final Map<String, String> required = new LinkedHashMap<>();
        /** By {@code module} or {@code module@version}; the value is {@code module@version}, or empty for a directory. */
        private final Map<String, String> replaced = new HashMap<>();

        private boolean isModule;
        private String release = "";
        private String toolchain = "";

        void read(PackageFile file, PackageList found) throws IOException {
            String block = "";
            for (Iterator<String> lines = file.lines().iterator(); lines.hasNext(); ) {
                String line = withoutComment(lines.next());
                Matcher opening = BLOCK.matcher(line);
                if (line.equals(")")) {
                    block = "";
                } else if (opening.matches()) {
                    block = opening.group(1);
                } else if (block.isEmpty()) {
                    int space = line.indexOf(' ');
                    directive(
                            space < 0 ? line : line.substring(0, space),
                            line.substring(space + 1).strip());
                } else {
                    directive(block, line);
                }
            }
            if (!isModule) {
                throw new MalformedContentException("it has no line that names the module");
            }
            addTo(found);
        }

        private static String withoutComment(String line) {
            int comment = line.indexOf("//");
            String code = comment < 0 ? line : line.substring(0, comment);
            return code.replace('\t', ' ').strip();
        }

        private void directive(String verb, String arguments) {
            switch (verb) {
                case "module" -> isModule = true;
                case "go" -> release = release(arguments);
                case "toolchain" -> toolchain = release(arguments);
                case "require" -> {
                    Matcher module = MODULE.matcher(arguments);
                    if (module.matches()) {
                        required.put(module.group(1), module.group(2));
                    }
                }
                case "replace" -> replace(REPLACEMENT.matcher(arguments));
                default -> {
                    // exclude, retract, tool and what is to come name nothing that is built in.
                }
            }
        }

        private void replace(Matcher replacement) {
            if (replacement.matches()) {
                String version = replacement.group(2);
                String module = replacement.group(1) + (version == null ? "" : "@" + version);
                String by = replacement.group(4) == null ? "" : replacement.group(3) + "@" + replacement.group(4);
                replaced.put(module, by);
            }
        }

        private static String release(String text) {
            Matcher release = RELEASE.matcher(text);
            return release.matches() ? release.group(1) : "";
        }

        private void addTo(PackageList found) throws IOException {
            String standardLibrary = toolchain.isEmpty() ? release : toolchain;
            if (!standardLibrary.isEmpty()) {
                found.add(PackageEcosystem.GO, STANDARD_LIBRARY, standardLibrary);
            }
            for (Map.Entry<String, String> module : required.entrySet()) {
                String asked = module.getKey() + "@" + module.getValue();
                String taken = replaced.getOrDefault(asked, replaced.getOrDefault(module.getKey(), asked));
                int at = taken.lastIndexOf('@');
                if (at > 0) {
                    found.add(PackageEcosystem.GO, taken.substring(0, at), taken.substring(at + 1));
                }
            }
        }
    }
}
