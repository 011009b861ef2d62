package io.jenkins.plugins.autodeploy.cli.serve;

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
                <div id="autodeploy-deployments" data-api="api/" data-feed="feed" data-can-deploy="false" data-can-rollback="false"></div>
                <script type="module" src="/static/deployments/page.js"></script>
                <noscript><p>This page needs JavaScript. The records are also at <a href="api/history">api/history</a>.</p></noscript>""");
    }

    static String empty() {
        return FRAME.formatted(
                "Deployments",
                "",
                "<div class=\"ad-empty\"><p class=\"ad-empty__title\">Nothing has been run yet</p>"
                        + "<p>Start one with <code>autodeploy run</code>, then load this page again.</p></div>");
    }
}
