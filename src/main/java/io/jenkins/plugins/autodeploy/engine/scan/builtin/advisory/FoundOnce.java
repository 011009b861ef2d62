package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Findings, each vulnerability of a package at a place once: several databases often have an advisory of the same one. Not safe
 * for use by several threads.
 */
final class FoundOnce {
    private static final int MOST_FINDINGS = 100_000;

    private record Key(String id, String packageName, String installed, String location, String layer) {}

    private final Map<Key, Finding> findings = new LinkedHashMap<>();

    /**
     * Keeps what is known of the same vulnerability already, and takes over what is not.
     *
     * @throws AdvisoriesUnusableException when there are more than can be judged
     */
    void add(Finding finding) throws AdvisoriesUnusableException {
        findings.merge(key(finding), finding, FoundOnce::merge);
        if (findings.size() > MOST_FINDINGS) {
            throw new AdvisoriesUnusableException(
                    "Advisories say more than %d times that packages are vulnerable, too often to be judged"
                            .formatted(MOST_FINDINGS));
        }
    }

    List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    private static Finding merge(Finding known, Finding other) {
        boolean rated = other.severity() != Severity.UNKNOWN;
        Finding first = known.severity() == Severity.UNKNOWN && rated ? other : known;
        Finding second = first == known ? other : known;
        Set<String> aliases = new LinkedHashSet<>(first.aliases());
        aliases.addAll(new TreeSet<>(second.aliases()));
        String fixed = first.fixed() == null ? second.fixed() : first.fixed();
        return first.withAliases(List.copyOf(aliases))
                .withPackage(first.packageName(), first.packageUrl(), first.installed(), fixed);
    }

    private static Key key(Finding finding) {
        return new Key(finding.id(), finding.packageName(), finding.installed(), finding.location(), finding.layer());
    }
}
