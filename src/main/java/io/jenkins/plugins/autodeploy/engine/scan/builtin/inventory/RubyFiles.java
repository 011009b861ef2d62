package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ruby's: Bundler's {@code Gemfile.lock}, and the {@code specifications} of installed gems. */
final class RubyFiles implements EcosystemFiles {
    private static final Set<String> LOCKS = Set.of("Gemfile.lock", "gems.locked");
    /** The sections that name gems; those of {@code PATH} are the project's own. */
    private static final Set<String> SECTIONS = Set.of("GEM", "GIT", "PLUGIN SOURCE");

    private static final Pattern SPECIFICATION = Pattern.compile("(?:.*/)?specifications/(?:default/)?[^/]+\\.gemspec");
    /** A gem that is locked is indented by four; what it needs, by six. A platform may follow its version. */
    private static final Pattern LOCKED = Pattern.compile(" {4}(\\S++) \\(([^-)\\s]++)(?:-[^)]*+)?\\)!?");
    /** RubyGems writes it into each specification, so that others need not run it. */
    private static final Pattern STUB = Pattern.compile("# stub: (\\S++) (\\S++) .*+");

    private static final Pattern FILE_NAME = Pattern.compile("(.+)-(\\d[^-]*)(?:-[A-Za-z].*)?\\.gemspec");
    private static final Pattern LICENSE = Pattern.compile("\\s*+s\\.licenses? = \\[?\"([^\"]{1,100}+)\"[^,]*+");
    private static final int LONGEST_LINE = 10_000;

    @Override
    @CheckForNull
    public PackageFormat locked(String path) {
        return LOCKS.contains(EcosystemFiles.fileName(path)) ? RubyFiles::readLock : null;
    }

    @Override
    @CheckForNull
    public PackageFormat installed(String path) {
        return SPECIFICATION.matcher(path).matches() ? RubyFiles::readSpecification : null;
    }

    private static void readLock(PackageFile file, PackageList found) throws IOException {
        String section = "";
        boolean isLock = false;
        for (Iterator<String> lines = file.lines().iterator(); lines.hasNext(); ) {
            String line = bounded(lines.next());
            if (!line.isEmpty() && line.charAt(0) != ' ') {
                section = line.strip();
                isLock = isLock || SECTIONS.contains(section) || section.equals("DEPENDENCIES");
            } else if (SECTIONS.contains(section)) {
                Matcher locked = LOCKED.matcher(line);
                if (locked.matches()) {
                    found.add(PackageEcosystem.RUBYGEMS, locked.group(1), locked.group(2));
                }
            }
        }
        if (!isLock) {
            throw new MalformedContentException("it has no section of gems");
        }
    }

    /** The stub has NULs between the directories that it ends with, so that the file is not quite text. */
    private static void readSpecification(PackageFile file, PackageList found) throws IOException {
        String text = new String(file.content(), StandardCharsets.UTF_8);
        Matcher gem = FILE_NAME.matcher(file.name());
        boolean isNamed = gem.matches();
        String license = null;
        for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
            String line = bounded(lines.next());
            Matcher stub = STUB.matcher(line);
            Matcher licensed = LICENSE.matcher(line);
            if (stub.matches()) {
                gem = stub;
                isNamed = true;
            } else if (license == null && licensed.matches()) {
                license = licensed.group(1);
            }
        }
        if (!isNamed) {
            throw new MalformedContentException("neither its name nor its first lines name a gem in a version");
        }
        found.add(PackageEcosystem.RUBYGEMS, gem.group(1), gem.group(2), false, license);
    }

    private static String bounded(String line) throws MalformedContentException {
        if (line.length() > LONGEST_LINE) {
            throw new MalformedContentException("it has a line of more than %,d characters".formatted(LONGEST_LINE));
        }
        return line;
    }
}
