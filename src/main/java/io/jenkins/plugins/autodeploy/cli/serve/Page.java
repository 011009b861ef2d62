package io.jenkins.plugins.autodeploy.cli.serve;

import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import java.util.List;
import java.util.stream.Collectors;

/** The HTML around the page's modules. The names of jobs that come in are of letters, digits, '.', '_' and '-' and need no escaping. */
final class Page {
    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s</title>

            <link rel="stylesheet" href="/static/terminal.css">
            <link rel="stylesheet" href="/static/deployments/deployments.css">
            <link rel="stylesheet" href="/static/deployments/current.css">
            <link rel="stylesheet" href="/static/deployments/overview.css">
            <link rel="stylesheet" href="/static/deployments/scan.css">
            <link rel="stylesheet" href="/static/deployments/scan-trend.css">
            <link rel="stylesheet" href="/static/deployments/audit.css">
            </head>
            <body>
            <header class="terminal-header"><p class="terminal-brand">AutoDeploy</p>%2$s</header>
            <main class="terminal-main">
            <h1>%1$s</h1>
            %3$s
            </main>
            </body>
            </html>
            """;

    private Page() {}

    static String of(String job, List<String> jobs) {
        return FRAME.formatted(
                job,
                jobs.stream()
                        .map(name -> "<a href=\"/jobs/%1$s/\"%2$s>%1$s</a>"
                                .formatted(name, name.equals(job) ? " aria-current=\"page\"" : ""))
                        .collect(Collectors.joining("", "<nav aria-label=\"Jobs\">", "</nav>")),
                """
                <div id="autodeploy-deployments" data-api="api/" data-feed="feed" data-runs="runs/" data-queue="true" data-can-deploy="false" data-can-rollback="false"></div>
                <script type="module" src="/static/deployments/page.js"></script>
                <noscript><p>This page needs JavaScript. The records are also at <a href="api/history">api/history</a>.</p></noscript>""");
    }

    /** @param documents names of what can be downloaded */
    static String ofScan(String job, int run, int scan, ScanReport report, List<String> documents) {
        String findings = "/jobs/%s/api/runs/%d/scans/%d".formatted(job, run, scan);
        return FRAME.formatted(
                "Security scan of run #%d%s".formatted(run, scan > 1 ? ", number " + scan : ""),
                "<nav aria-label=\"Jobs\"><a href=\"/jobs/%1$s/\">%1$s</a></nav>".formatted(job),
                """
                <div id="autodeploy-scan" data-findings="%s" data-documents="%s" data-documents-url="" data-brief="%s"></div>
                <script type="module" src="/static/deployments/scan-report.js"></script>
                <noscript><p>This page needs JavaScript. The report is also at <a href="%1$s">%1$s</a>.</p></noscript>""".formatted(findings, String.join(" ", documents), escaped(Json.write(report))));
    }

    static String noScan() {
        return FRAME.formatted(
                "Security scan",
                "",
                "<div class=\"ad-empty\"><p class=\"ad-empty__title\">There is no such scan</p>"
                        + "<p>The run may be gone, or it scanned nothing.</p></div>");
    }

    static String empty() {
        return FRAME.formatted(
                "Deployments",
                "",
                "<div class=\"ad-empty\"><p class=\"ad-empty__title\">Nothing has been run yet</p>"
                        + "<p>Start one with <code>autodeploy run</code>, then load this page again.</p></div>");
    }

    /** Text for an attribute between double quotes. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
