package io.jenkins.plugins.autodeploy.engine.record;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reports of scans of all kinds. */
public final class ScanSamples {
    /** Text that shows whether it is taken for markup, a link, or something that a terminal or a bidirectional algorithm obeys. */
    public static final String HOSTILE =
            "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>${alert(1)}"
                    + "\u001b[31mred\u001b[0m \u202egnirts\u202c \u05e9\u05dc\u05d5\u05dd " + "long".repeat(60);

    private static final String TARGET = "registry.example/shop/web:1.4";
    private static final List<String> PACKAGES = List.of(
            "openssl",
            "zlib1g",
            "express",
            "lodash",
            "org.apache.logging.log4j:log4j-core",
            "golang.org/x/net",
            "jquery");
    private static final List<String> TITLES = List.of(
            "Buffer overflow when a certificate chain is verified",
            "Prototype pollution in the merge of objects",
            "Regular expression denial of service in the parser of headers",
            "Remote code execution through a lookup in a logged message",
            "Cross-site scripting where HTML of others is put into the page");
    private static final Severity[] WORST_FIRST = {
        Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.NEGLIGIBLE, Severity.UNKNOWN
    };

    private ScanSamples() {}

    /** Nothing was found. */
    public static ScanReport clean() {
        return report(TARGET, List.of(), List.of(), List.of(), true, List.of());
    }

    /**
     * Three findings of three kinds: a critical vulnerability that is new and has a fix, a secret, and a fault that is accepted.
     */
    public static ScanReport three() {
        Finding vulnerability = Finding.of(
                        FindingKind.VULNERABILITY, "CVE-2021-44228", Severity.CRITICAL, TITLES.get(3))
                .withAliases(List.of("GHSA-jfh8-c2jp-5v3q"))
                .withPackage(
                        "org.apache.logging.log4j:log4j-core",
                        "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
                        "2.14.1",
                        "2.17.1")
                .withRating(Severity.CRITICAL, "nvd", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H")
                .withText(
                        "A message that is logged is looked up by JNDI.\nWhoever can have something logged runs code.",
                        "https://nvd.nist.gov/vuln/detail/CVE-2021-44228")
                .withLocation("pom.xml")
                .withLayer("sha256:4f4fb700ef54461cfa02571ae0db9a0dc1e0cdb5577484a6d75e68dc38e8acc1")
                .withScanners(List.of("trivy", "built-in"));
        Finding secret = Finding.of(FindingKind.SECRET, "private-key", Severity.HIGH, "A private key lies in the file")
                .withLocation("deploy/key.pem:1")
                .withScanners(List.of("built-in"));
        Finding fault = Finding.of(FindingKind.MISCONFIGURATION, "AD-DF-001", Severity.MEDIUM, "The image runs as root")
                .withLocation("Dockerfile:9")
                .withScanners(List.of("built-in"));
        AcceptedFinding accepted = new AcceptedFinding(
                fault, "Is behind a proxy that lets nobody in", "ada@example.com", LocalDate.parse("2026-12-31"));
        return report(
                TARGET,
                List.of(vulnerability, secret, fault),
                List.of(accepted),
                List.of(0),
                false,
                List.of(
                        "CRITICAL CVE-2021-44228 in pom.xml: upgrade org.apache.logging.log4j:log4j-core from 2.14.1 to 2.17.1"));
    }

    /** Findings of all kinds, severities and packages; each eleventh is accepted, each seventh new. */
    public static ScanReport many(int count) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            findings.add(one(i, WORST_FIRST[Math.min(5, i * 7 / Math.max(1, count))]));
        }
        List<AcceptedFinding> accepted = new ArrayList<>();
        List<Integer> newAt = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i % 11 == 5) {
                accepted.add(new AcceptedFinding(findings.get(i), "Not reachable", "ada", null));
            } else if (i % 7 == 0) {
                newAt.add(i);
            }
        }
        List<String> reasons = new ArrayList<>();
        findings.stream()
                .filter(finding -> finding.severity() == Severity.CRITICAL && finding.fixed() != null)
                .limit(50)
                .forEach(finding -> reasons.add("CRITICAL %s: upgrade %s from %s to %s"
                        .formatted(finding.id(), finding.packageName(), finding.installed(), finding.fixed())));
        return report(TARGET, findings, accepted, newAt, reasons.isEmpty(), reasons);
    }

    private static Finding one(int i, Severity severity) {
        if (i % 13 == 12) {
            return Finding.of(FindingKind.SECRET, "aws-access-key", severity, "An access key lies in the file")
                    .withLocation("config/settings-%d.env:%d".formatted(i, i % 40 + 1))
                    .withScanners(List.of("built-in"));
        }
        String name = PACKAGES.get(i % PACKAGES.size());
        return Finding.of(
                        FindingKind.VULNERABILITY,
                        "CVE-2025-%05d".formatted(10_000 + i),
                        severity,
                        TITLES.get(i % TITLES.size()))
                .withPackage(name, null, "1." + i % 9 + ".0", i % 4 == 3 ? null : "1.9." + i % 5)
                .withLocation(i % 2 == 0 ? "package-lock.json" : "var/lib/dpkg/status")
                .withScanners(List.of("trivy"));
    }

    /** Every text that comes from outside is hostile. */
    public static ScanReport hostile() {
        Finding finding = new Finding(
                HOSTILE,
                List.of(HOSTILE),
                FindingKind.VULNERABILITY,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                Severity.CRITICAL,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                "javascript:document.title='owned'",
                HOSTILE,
                HOSTILE,
                List.of(HOSTILE));
        AcceptedFinding accepted = new AcceptedFinding(finding, HOSTILE, HOSTILE, null);
        return report(HOSTILE, List.of(finding, finding), List.of(accepted), List.of(), false, List.of(HOSTILE));
    }

    /** Passed, but nobody looked for vulnerabilities. */
    public static ScanReport withoutDatabase() {
        ScanReport clean = clean();
        return new ScanReport(
                clean.target(),
                null,
                "built-in",
                null,
                null,
                false,
                clean.scanners().subList(1, 2),
                List.of(),
                List.of(),
                Map.of(),
                0,
                null,
                List.of(),
                null,
                policy(),
                null,
                true,
                List.of(),
                List.of("No vulnerability database was used"),
                clean.scannedAt());
    }

    /** A scanner that failed. */
    public static ScanReport failed() {
        return new ScanReport(
                TARGET,
                "production",
                "trivy",
                null,
                null,
                false,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                0,
                null,
                List.of(),
                null,
                policy(),
                null,
                false,
                List.of("Trivy has no vulnerability database: let it download one, or name a server"),
                List.of(),
                Instant.now().minusSeconds(300));
    }

    private static ScanPolicy policy() {
        return new ScanPolicy(Severity.HIGH, false, false, Duration.ofDays(7), Map.of("MEDIUM", 20));
    }

    private static ScanReport report(
            String target,
            List<Finding> findings,
            List<AcceptedFinding> accepted,
            List<Integer> newAt,
            boolean passed,
            List<String> reasons) {
        Instant now = Instant.now().minusSeconds(300);
        Set<Finding> decided = new HashSet<>();
        accepted.forEach(one -> decided.add(one.finding()));
        Map<String, Integer> counts = new TreeMap<>();
        List<Finding> counting =
                findings.stream().filter(finding -> !decided.contains(finding)).toList();
        counting.forEach(finding -> counts.merge(finding.severity().name(), 1, Integer::sum));
        return new ScanReport(
                target,
                "production",
                "trivy, built-in",
                "0.58.1",
                now.minus(Duration.ofHours(14)),
                true,
                List.of(
                        new ScannerRun(
                                "trivy",
                                "0.58.1",
                                now.minus(Duration.ofHours(14)),
                                List.of(FindingKind.VULNERABILITY),
                                Duration.ofMillis(8400),
                                List.of()),
                        new ScannerRun(
                                "built-in",
                                null,
                                null,
                                List.of(FindingKind.SECRET, FindingKind.MISCONFIGURATION),
                                Duration.ofMillis(900),
                                List.of())),
                findings,
                accepted,
                counts,
                (int) counting.stream()
                        .filter(finding -> finding.fixed() != null)
                        .count(),
                newAt.size(),
                newAt,
                "run 11",
                policy(),
                214,
                passed,
                reasons,
                List.of("The accepted finding CVE-2020-0001 matches nothing any more"),
                now);
    }
}
