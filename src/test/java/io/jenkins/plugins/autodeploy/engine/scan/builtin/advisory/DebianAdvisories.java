package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Advisories of Debian as OSV publishes them: of a security update, which names the vulnerabilities that it is about, and of one vulnerability. */
final class DebianAdvisories {
    private DebianAdvisories() {}

    /**
     * Of an update.
     *
     * @param release as {@code 12}
     * @param source the source package
     * @param vulnerabilities CVEs that it is about; may be none
     */
    static String advisory(String id, String release, String source, String fixed, String... vulnerabilities) {
        String upstream = Arrays.stream(vulnerabilities)
                .map(vulnerability -> '"' + vulnerability + '"')
                .collect(Collectors.joining(", ", "[", "]"));
        return OsvZip.entry(id, "Debian:" + release, source, "0", fixed)
                .replace(
                        "\"affected\"",
                        "\"summary\": \"%s - security update\", \"upstream\": %s, \"affected\""
                                .formatted(source, upstream));
    }

    /** @param urgency Debian's own word for how bad it is */
    static String cve(String vulnerability, String release, String source, String fixed, String urgency) {
        return OsvZip.entry("DEBIAN-" + vulnerability, "Debian:" + release, source, "0", fixed)
                .replace("\"affected\"", "\"upstream\": [\"%s\"], \"affected\"".formatted(vulnerability))
                .replace("\"ranges\"", "\"ecosystem_specific\": {\"urgency\": \"%s\"}, \"ranges\"".formatted(urgency));
    }
}
