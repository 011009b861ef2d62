package io.jenkins.plugins.autodeploy.engine.scan;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts together what several scanners say of the same thing: a vulnerability of the same id or alias in the same version of a package, a secret in the same line, a fault of the same
 * rule in the same line. Scanners name files differently; where a package is in several places, those of the same name are put together first. Of two ratings the worse one holds, with its source.
 */
final class FindingMerge {
    private static final String CVE = "CVE-";

    private final List<Finding> merged = new ArrayList<>();
    private final Map<String, Set<Integer>> byKey = new HashMap<>();

    private FindingMerge() {}

    /**
     * Each thing once.
     *
     * @param byScanner what each scanner found, with its name in {@link Finding#scanners}; the first one's words are kept
     */
    static List<Finding> merge(List<List<Finding>> byScanner) {
        FindingMerge merge = new FindingMerge();
        for (List<Finding> found : byScanner) {
            Set<Integer> taken = new LinkedHashSet<>();
            new LinkedHashSet<>(found).forEach(finding -> merge.add(finding, taken));
        }
        return List.copyOf(merge.merged);
    }

    /** @param taken positions of what the same scanner already found, which is something else */
    private void add(Finding finding, Set<Integer> taken) {
        List<String> keys = keys(finding);
        List<Integer> same = keys.stream()
                .flatMap(key -> byKey.getOrDefault(key, Set.of()).stream())
                .filter(position -> !taken.contains(position))
                .distinct()
                .toList();
        int position = same.isEmpty() ? merged.size() : closest(same, finding);
        if (same.isEmpty()) {
            merged.add(finding);
        } else {
            merged.set(position, both(merged.get(position), finding));
        }
        taken.add(position);
        keys.forEach(key ->
                byKey.computeIfAbsent(key, unknown -> new LinkedHashSet<>()).add(position));
    }

    private Integer closest(List<Integer> same, Finding finding) {
        return same.stream()
                .filter(candidate -> place(merged.get(candidate)).equals(place(finding)))
                .findFirst()
                .orElse(same.get(0));
    }

    private static List<String> keys(Finding finding) {
        if (finding.kind() == FindingKind.VULNERABILITY) {
            String subject = subject(finding) + "@" + finding.installed();
            return Stream.concat(Stream.of(finding.id()), finding.aliases().stream())
                    .map(id -> id + " " + subject)
                    .toList();
        }
        String what = finding.kind() == FindingKind.SECRET ? "secret" : finding.id();
        return List.of(what + " " + place(finding));
    }

    /** The package by its purl, which scanners agree on more than on names, without version and qualifiers. */
    private static String subject(Finding finding) {
        if (finding.packageUrl() != null) {
            try {
                PackageURL url = new PackageURL(finding.packageUrl());
                return String.join("/", url.getType(), String.valueOf(url.getNamespace()), url.getName());
            } catch (MalformedPackageURLException e) {
                // The name is the next best.
            }
        }
        return String.valueOf(finding.packageName());
    }

    private static String place(Finding finding) {
        return finding.location() == null ? "" : finding.location().replaceFirst("^/", "");
    }

    private static Finding both(Finding first, Finding second) {
        boolean secondNamesCve = !first.id().startsWith(CVE) && second.id().startsWith(CVE);
        String id = secondNamesCve ? second.id() : first.id();
        Finding worse = second.severity().compareTo(first.severity()) > 0 ? second : first;
        Set<String> aliases = new LinkedHashSet<>(first.aliases());
        aliases.addAll(second.aliases());
        aliases.add(first.id());
        aliases.add(second.id());
        aliases.remove(id);
        Set<String> scanners = new LinkedHashSet<>(first.scanners());
        scanners.addAll(second.scanners());
        return new Finding(
                id,
                first.kind() == FindingKind.VULNERABILITY ? List.copyOf(aliases) : first.aliases(),
                first.kind(),
                first.packageName(),
                either(first.packageUrl(), second.packageUrl()),
                first.installed(),
                either(first.fixed(), second.fixed()),
                worse.severity(),
                worse.severitySource(),
                worse.cvss(),
                first.title(),
                either(first.description(), second.description()),
                either(first.link(), second.link()),
                first.location(),
                either(first.layer(), second.layer()),
                List.copyOf(scanners));
    }

    @CheckForNull
    private static String either(@CheckForNull String first, @CheckForNull String second) {
        return first == null ? second : first;
    }
}
