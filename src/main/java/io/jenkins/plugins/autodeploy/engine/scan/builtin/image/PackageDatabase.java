package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The databases in which dpkg and apk keep what is installed: paragraphs of {@code Field: value} with empty lines between them. */
enum PackageDatabase {
    /** {@code /var/lib/dpkg/status}, and one file for each package in images that were made without dpkg; deb-control(5), dpkg-query(1). */
    DPKG("([A-Za-z0-9-]{1,40}):[ \\t]*+(.*+)") {
        private static final Pattern SOURCE = Pattern.compile("(\\S{1,200})(?: \\((\\S{1,200})\\))?");

        @Override
        @CheckForNull
        InstalledPackage read(Map<String, String> fields) {
            // Wanted, error, status: a package that is held back or marked for removal is there all the same.
            String status = fields.getOrDefault("Status", "install ok installed");
            if (!status.endsWith(" installed")) {
                return null;
            }
            String name = fields.getOrDefault("Package", "");
            Matcher source = SOURCE.matcher(fields.getOrDefault("Source", name).strip());
            boolean told = source.matches();
            return new InstalledPackage(
                    "deb",
                    name,
                    fields.getOrDefault("Version", ""),
                    fields.get("Architecture"),
                    told ? source.group(1) : name,
                    told ? source.group(2) : null,
                    null);
        }
    },

    /** {@code /lib/apk/db/installed}; fields of one letter, {@code o} is the package whose APKBUILD made it. */
    APK("([A-Za-z]):(.*+)") {
        @Override
        @CheckForNull
        InstalledPackage read(Map<String, String> fields) {
            String name = fields.getOrDefault("P", "");
            return new InstalledPackage(
                    "apk",
                    name,
                    fields.getOrDefault("V", ""),
                    fields.get("A"),
                    fields.getOrDefault("o", name),
                    null,
                    fields.get("L"));
        }
    };

    private static final int MOST_FIELDS = 200;
    private static final int MOST_PACKAGES = 50_000;

    private final Pattern field;

    PackageDatabase(String field) {
        this.field = Pattern.compile(field);
    }

    /** @return null for one that is not installed */
    @CheckForNull
    abstract InstalledPackage read(Map<String, String> fields);

    /**
     * Packages of a database.
     *
     * @param packages at most 50,000
     * @param unsound how many paragraphs name no package as they should
     */
    record Contents(List<InstalledPackage> packages, int unsound) {}

    Contents parse(byte[] content) {
        List<InstalledPackage> packages = new ArrayList<>();
        int unsound = 0;
        Map<String, String> fields = new HashMap<>();
        Iterator<String> lines =
                new String(content, StandardCharsets.UTF_8).lines().iterator();
        while (lines.hasNext() && packages.size() < MOST_PACKAGES) {
            String line = lines.next();
            if (!line.isBlank()) {
                keep(line, fields);
            }
            if (!fields.isEmpty() && (line.isBlank() || !lines.hasNext())) {
                InstalledPackage found = read(fields);
                if (found != null && found.isSound()) {
                    packages.add(found);
                } else if (found != null) {
                    unsound++;
                }
                fields.clear();
            }
        }
        return new Contents(packages, unsound);
    }

    /** The first of a field counts: apk repeats those of files. Lines that go on with a value begin with a blank and match nothing. */
    private void keep(String line, Map<String, String> fields) {
        Matcher matcher = field.matcher(line);
        if (matcher.matches() && fields.size() < MOST_FIELDS) {
            fields.putIfAbsent(matcher.group(1), matcher.group(2).stripTrailing());
        }
    }
}
