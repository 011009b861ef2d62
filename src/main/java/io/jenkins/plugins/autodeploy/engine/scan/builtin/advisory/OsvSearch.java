package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.record.FindingKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Packages that are looked up, and what one advisory after the other says of them. Not safe for use by several threads. */
final class OsvSearch {
    private final Map<String, List<LookedUp>> wanted = new HashMap<>();
    private final Set<String> ecosystems = new HashSet<>();
    private final Set<String> withoutAdvisories = new HashSet<>();
    private final FoundOnce found = new FoundOnce();
    private Instant newest;

    void add(LookedUp named) {
        wanted.computeIfAbsent(named.key(), key -> new ArrayList<>()).add(named);
        ecosystems.add(named.found().ecosystem());
        withoutAdvisories.add(named.found().ecosystem());
    }

    Set<String> ecosystems() {
        return Set.copyOf(ecosystems);
    }

    /** Ecosystems of packages that no advisory so far names. */
    Set<String> withoutAdvisories() {
        return Set.copyOf(withoutAdvisories);
    }

    List<Finding> findings() {
        return found.findings();
    }

    /** When the newest advisory was made; null when none was read. */
    @CheckForNull
    Instant newest() {
        return newest;
    }

    /** Takes note of an advisory, and tells whether it names one of the packages. */
    boolean isWorthReading(OsvGlance glance) {
        if (newest == null || glance.modified().isAfter(newest)) {
            newest = glance.modified();
        }
        boolean worth = false;
        for (OsvGlance.Named named : glance.packages()) {
            if (!withoutAdvisories.isEmpty()) {
                withoutAdvisories.removeIf(ecosystem -> LookedUp.isPartOf(named.ecosystem(), ecosystem));
            }
            worth |= wanted.containsKey(LookedUp.key(named.ecosystem(), named.name()));
        }
        return worth && !glance.withdrawn();
    }

    /** @throws AdvisoriesUnusableException when more is found than can be judged */
    void match(OsvEntry entry) throws AdvisoriesUnusableException {
        Set<String> keys = new HashSet<>();
        for (OsvAffected affected : entry.affected()) {
            keys.add(LookedUp.key(affected.ecosystem(), affected.name()));
        }
        for (String key : keys) {
            for (LookedUp named : wanted.getOrDefault(key, List.of())) {
                match(entry, named);
            }
        }
    }

    private void match(OsvEntry entry, LookedUp named) throws AdvisoriesUnusableException {
        List<OsvAffected> concerning = entry.affected().stream()
                .filter(affected ->
                        LookedUp.isPartOf(affected.ecosystem(), named.found().ecosystem()))
                .filter(affected ->
                        LookedUp.key(affected.ecosystem(), affected.name()).equals(named.key()))
                .toList();
        for (OsvAffected affected : concerning) {
            if (affected.concerns(named.version(), named.order())) {
                report(entry, named, affected.rating().or(entry.rating()), fix(named, concerning));
                return;
            }
        }
    }

    /** The lowest version above the installed one that fixes it and is not vulnerable itself. */
    @CheckForNull
    private static String fix(LookedUp named, List<OsvAffected> concerning) {
        return concerning.stream()
                .filter(affected -> affected.concerns(named.version(), named.order()))
                .flatMap(affected -> affected.fixesAfter(named.version(), named.order()).stream())
                .filter(fix -> concerning.stream().noneMatch(affected -> affected.concerns(fix, named.order())))
                .min(named.order()::compare)
                .orElse(null);
    }

    private void report(OsvEntry entry, LookedUp named, AdvisoryRating rating, @CheckForNull String fix)
            throws AdvisoriesUnusableException {
        for (Set<String> names : entry.names()) {
            List<String> ids = List.copyOf(names);
            String title = entry.summary() != null
                    ? entry.summary()
                    : entry.details() != null ? AdvisoryText.firstLine(entry.details()) : ids.get(0);
            found.add(rating.rate(Finding.of(FindingKind.VULNERABILITY, ids.get(0), rating.severity(), title))
                    .withAliases(ids.subList(1, ids.size()))
                    .withPackage(
                            named.found().name(),
                            named.found().packageUrl(),
                            named.found().version(),
                            AdvisoryText.word(fix))
                    .withText(entry.details(), entry.link())
                    .withLocation(named.found().location())
                    .withLayer(named.found().layer()));
        }
    }
}
