package io.jenkins.plugins.autodeploy.jenkins.actions;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.TaskListener;
import io.jenkins.plugins.autodeploy.engine.live.Answer;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import io.jenkins.plugins.autodeploy.engine.scan.document.ScanDocument;
import io.jenkins.plugins.autodeploy.jenkins.host.AnswerSender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * A security scan of a build, with a page of its own. What it found is among the build's artifacts ({@link ScanArchive}); the action keeps the verdict and all that is short. Builds of versions before 1.1
 * keep the findings in the action itself.
 */
@ExportedBean
public final class SecurityScanAction extends RecordAction<ScanReport> {
    /** Which scan of its build, from 1; 0 in builds of older versions. */
    private final int number;

    /** The names of the documents among the artifacts; null in builds of older versions. */
    private ArrayList<String> documents = new ArrayList<>();

    /**
     * @param report of which the findings are left out
     * @param number which scan of its build, from 1
     */
    public SecurityScanAction(ScanReport report, int number) {
        super(report.brief());
        this.number = number;
    }

    /**
     * Stores the documents of the scan among the build's artifacts. The caller saves the build afterwards.
     *
     * @param listener hears what the artifact storage has to say
     */
    public void archive(List<ScanDocument> scanned, TaskListener listener) throws IOException, InterruptedException {
        new ScanArchive(getRun(), getUrlName()).write(scanned, listener);
        documents = new ArrayList<>(scanned.stream().map(ScanDocument::name).toList());
    }

    /** The whole report as JSON in UTF-8; empty when its findings are not there any more. */
    public Optional<InputStream> openReport() throws IOException {
        if (number == 0) {
            String json = getJson();
            return json == null
                    ? Optional.empty()
                    : Optional.of(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        }
        return new ScanArchive(getRun(), getUrlName()).open(ScanDocument.REPORT);
    }

    @Override
    Class<ScanReport> type() {
        return ScanReport.class;
    }

    @Override
    public String getIconFileName() {
        return getValue() == null ? null : "symbol-shield-checkmark-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return number > 1
                ? Messages.SecurityScanAction_numberedDisplayName(number)
                : Messages.SecurityScanAction_displayName();
    }

    @Override
    public String getUrlName() {
        return number > 1 ? "scan-" + number : "scan";
    }

    @Exported
    public String getTarget() {
        return of(ScanReport::target);
    }

    @Exported
    public String getEnvironment() {
        return of(ScanReport::environment);
    }

    @Exported
    public String getScanner() {
        return of(ScanReport::scanner);
    }

    @Exported
    public Boolean getPassed() {
        return of(ScanReport::passed);
    }

    @Exported
    public Boolean getVulnerabilitiesChecked() {
        return of(ScanReport::vulnerabilitiesChecked);
    }

    @Exported
    public Map<String, Integer> getCounts() {
        return of(ScanReport::counts);
    }

    @Exported
    public Integer getFixable() {
        return of(ScanReport::fixable);
    }

    /** Null when there was nothing to compare with. */
    @Exported
    public Integer getNewFindings() {
        return of(ScanReport::newFindings);
    }

    @Exported
    public List<String> getReasons() {
        return of(ScanReport::reasons);
    }

    @Exported
    public List<String> getRemarks() {
        return of(ScanReport::remarks);
    }

    /** For the build's page; null when the record cannot be read. */
    @CheckForNull
    public ScanSummary getSummary() {
        return of(ScanSummary::new);
    }

    /** For the page: what can be downloaded, by name. */
    public String getDocumentNames() {
        return documents == null ? "" : String.join(" ", documents);
    }

    /** For the page: where that is, relative to the page. */
    public String getDocumentsUrl() {
        return "../artifact/" + ScanArchive.directory(getUrlName()) + "/";
    }

    /** For the page: the report without its findings, as JSON. */
    public String getBriefJson() {
        return of(report -> Json.write(report.brief()));
    }

    /** {@code GET findings}: the whole report. */
    @GET
    public void doFindings(StaplerResponse2 response) throws IOException {
        getRun().checkPermission(Item.READ);
        Optional<InputStream> report = openReport();
        if (report.isEmpty()) {
            AnswerSender.send(response, Answer.reportIsGone());
            return;
        }
        try (InputStream json = report.get()) {
            AnswerSender.send(response, Answer.ofReport(json, !getRun().isBuilding()));
        }
    }

    public Api getApi() {
        return new Api(this);
    }

    private <T> T of(Function<ScanReport, T> fact) {
        ScanReport value = getValue();
        return value == null ? null : fact.apply(value);
    }
}
