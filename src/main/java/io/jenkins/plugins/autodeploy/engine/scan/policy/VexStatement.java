package io.jenkins.plugins.autodeploy.engine.scan.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.ScanTarget;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an OpenVEX document says of one vulnerability.
 *
 * @param ids of the vulnerability, aliases among them
 * @param products what the statement is about; empty for whatever is scanned
 * @param why the justification or the impact statement; null for statuses that need none
 */
record VexStatement(
        List<String> ids,
        List<VexProduct> products,
        VexStatus status,
        @CheckForNull String why,
        String author,
        Instant time) {
    VexStatement {
        ids = List.copyOf(ids);
        products = List.copyOf(products);
    }

    /** Whether the statement is about this finding in what was scanned. */
    boolean isAbout(Finding finding, ScanTarget target) {
        boolean known = Stream.concat(Stream.of(finding.id()), finding.aliases().stream())
                .anyMatch(id -> ids.stream().anyMatch(id::equalsIgnoreCase));
        return known && (products.isEmpty() || products.stream().anyMatch(product -> product.has(finding, target)));
    }

    /** Whether what it is about does not count. */
    boolean clears() {
        return status == VexStatus.NOT_AFFECTED || status == VexStatus.FIXED;
    }

    String reason() {
        return why == null ? status.label() : status.label() + ": " + why;
    }
}
