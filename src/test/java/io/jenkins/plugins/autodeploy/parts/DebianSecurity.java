package io.jenkins.plugins.autodeploy.parts;

import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What Debian's security suite has for an image: asked of apt in a container of the image, with the changelogs of the packages that apt would upgrade. Needs the network, as making
 * the image does.
 */
public final class DebianSecurity {
    private static final String QUESTION = """
            set -e
            echo "deb ${AUTODEPLOY_DEBIAN_MIRROR:-http://deb.debian.org/debian}-security bookworm-security main" >/etc/apt/sources.list.d/security.list
            apt-get update -qq >/dev/null 2>&1
            dpkg-query --show --showformat 'INSTALLED ${Package} ${source:Package} ${source:Version}\\n'
            apt-get --simulate upgrade | sed -n 's/^Inst \\([^ ]*\\) \\[\\([^]]*\\)\\] (\\([^ ]*\\) .*/UPGRADE \\1 \\2 \\3/p' | tee /tmp/upgrades
            cd /tmp
            cut -d' ' -f2 /tmp/upgrades | while read -r package; do
                apt-get download -qq "$package" >/dev/null 2>&1
                rm -rf root && dpkg-deb --extract "$package"_*.deb root
                dpkg-deb --show --showformat 'SOURCE ${Package} ${source:Package} ${source:Version}\\n' "$package"_*.deb
                cat root/usr/share/doc/"$package"/changelog*.gz 2>/dev/null | zcat 2>/dev/null | sed 's/^/LOG /' || true
            done
            """;

    private static final Pattern ENTRY = Pattern.compile("LOG \\S+ \\((\\S+)\\) .*");
    private static final Pattern ID = Pattern.compile("CVE-\\d{4}-\\d{4,7}");

    /**
     * A package that apt would upgrade.
     *
     * @param name of the binary package
     */
    public record Upgrade(String name, String installed, String available) {}

    /**
     * A source package with a fault that the suite mends.
     *
     * @param ids CVEs that the changelog tells of since the installed version; may be empty
     */
    private record Fixed(String version, Set<String> ids) {}

    private final List<Upgrade> upgrades = new ArrayList<>();
    private final Map<String, String> installedSources = new TreeMap<>();
    private final Map<String, String> sourceOf = new HashMap<>();
    private final Map<String, Fixed> fixed = new TreeMap<>();

    private DebianSecurity() {}

    /** Asks apt in a container of an image. */
    public static DebianSecurity of(DockerEngine engine, String image) throws IOException, InterruptedException {
        DebianSecurity security = new DebianSecurity();
        String answer = engine.ask("run", "--rm", "--network", "host", image, "sh", "-c", QUESTION);
        security.read(answer.lines().toList());
        return security;
    }

    public List<Upgrade> upgrades() {
        return List.copyOf(upgrades);
    }

    /** The ids of what the suite mends in the source package of a binary one. */
    public Set<String> ids(String binary) {
        return fixed.get(sourceOf.get(binary)).ids();
    }

    /**
     * Writes {@code Debian.zip} as OSV exports it. Source packages for which the suite has nothing are in it too, with a fault that the installed version does not have any more.
     */
    public void writeOsvExport(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (OutputStream file = Files.newOutputStream(directory.resolve("Debian.zip"));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, Fixed> source : fixed.entrySet()) {
                for (String id : source.getValue().ids()) {
                    write(
                            zip,
                            "DEBIAN-" + id,
                            List.of(id),
                            source.getKey(),
                            source.getValue().version());
                }
                if (source.getValue().ids().isEmpty()) {
                    write(
                            zip,
                            "DSA-" + source.getKey(),
                            List.of(),
                            source.getKey(),
                            source.getValue().version());
                }
            }
            for (Map.Entry<String, String> source : installedSources.entrySet()) {
                write(zip, "DEBIAN-MENDED-" + source.getKey(), List.of(), source.getKey(), source.getValue());
            }
        }
    }

    private void read(List<String> lines) {
        String source = null;
        String installed = null;
        boolean newer = false;
        for (String line : lines) {
            String[] words = line.split(" ", 5);
            Matcher entry = ENTRY.matcher(line);
            if (line.startsWith("INSTALLED ")) {
                installedSources.put(words[2], words[3]);
                sourceOf.put(words[1], words[2]);
            } else if (line.startsWith("UPGRADE ")) {
                upgrades.add(new Upgrade(words[1], words[2], words[3]));
            } else if (line.startsWith("SOURCE ")) {
                source = words[2];
                installed = installedSources.get(source);
                newer = false;
                fixed.putIfAbsent(source, new Fixed(words[3], new LinkedHashSet<>()));
            } else if (entry.matches()) {
                newer = newer || entry.group(1).equals(fixed.get(source).version());
                newer = newer && !entry.group(1).equals(installed);
            } else if (line.startsWith("LOG ") && newer) {
                Matcher ids = ID.matcher(line);
                while (ids.find()) {
                    fixed.get(source).ids().add(ids.group());
                }
            }
        }
    }

    private static void write(ZipOutputStream zip, String id, List<String> upstream, String source, String fixedIn)
            throws IOException {
        Map<String, Object> range =
                Map.of("type", "ECOSYSTEM", "events", List.of(Map.of("introduced", "0"), Map.of("fixed", fixedIn)));
        Map<String, Object> affected =
                Map.of("package", Map.of("ecosystem", "Debian:12", "name", source), "ranges", List.of(range));
        Map<String, Object> advisory = Map.of(
                "schema_version",
                "1.7.0",
                "id",
                id,
                "modified",
                "2026-01-01T00:00:00Z",
                "upstream",
                upstream,
                "affected",
                List.of(affected));
        zip.putNextEntry(new ZipEntry(id + ".json"));
        zip.write(Json.write(advisory).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
