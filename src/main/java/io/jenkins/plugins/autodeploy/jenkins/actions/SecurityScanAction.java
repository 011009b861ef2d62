package io.jenkins.plugins.autodeploy.jenkins.actions;

import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a security scan found and whether it passed. */
@ExportedBean
public final class SecurityScanAction extends RecordAction<ScanReport> {
    public SecurityScanAction(ScanReport value) {
        super(value);
    }

    @Override
    Class<ScanReport> type() {
        return ScanReport.class;
    }

    @Override
    public String getDisplayName() {
        return Messages.SecurityScanAction_displayName();
    }

    @Exported
    public String getTarget() {
        ScanReport value = getValue();
        return value == null ? null : value.target();
    }

    @Exported
    public String getScanner() {
        ScanReport value = getValue();
        return value == null ? null : value.scanner();
    }

    @Exported
    public Boolean getPassed() {
        ScanReport value = getValue();
        return value == null ? null : value.passed();
    }

    @Exported
    public Boolean getVulnerabilitiesChecked() {
        ScanReport value = getValue();
        return value == null ? null : value.vulnerabilitiesChecked();
    }

    @Exported
    public Map<String, Integer> getCounts() {
        ScanReport value = getValue();
        return value == null ? null : value.counts();
    }

    @Exported
    public List<String> getReasons() {
        ScanReport value = getValue();
        return value == null ? null : value.reasons();
    }

    /** For the summary: the counts from the worst on. */
    public String getCountText() {
        ScanReport value = getValue();
        if (value == null || value.counts().isEmpty()) {
            return Messages.SecurityScanAction_noFindings();
        }
        return Arrays.stream(Severity.values())
                .sorted(Comparator.reverseOrder())
                .filter(severity -> value.counts().getOrDefault(severity.name(), 0) > 0)
                .map(severity -> severity + ": " + value.counts().get(severity.name()))
                .collect(Collectors.joining(", "));
    }
}
