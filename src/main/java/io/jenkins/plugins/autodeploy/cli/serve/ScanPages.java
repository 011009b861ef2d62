package io.jenkins.plugins.autodeploy.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.javalin.http.Context;
import io.jenkins.plugins.autodeploy.cli.store.CliJob;
import io.jenkins.plugins.autodeploy.cli.store.CliRunStore;
import io.jenkins.plugins.autodeploy.engine.live.Answer;
import io.jenkins.plugins.autodeploy.engine.record.ScanReport;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages of scans and what can be downloaded there: {@code jobs/JOB/runs/N/scan/}, {@code …/scan-2/report.json}. */
final class ScanPages {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern SCAN = Pattern.compile("scan(?:-([2-9]|[1-9][0-9]{1,3}))?");

    private final CliRunStore store;

    ScanPages(CliRunStore store) {
        this.store = store;
    }

    /** One scan of a run that the request names. */
    private record Place(CliJob job, int run, int scan) {}

    void page(Context request) throws IOException {
        Place place = place(request);
        List<ScanReport> scans = place == null ? List.of() : place.job().scans(place.run());
        if (place == null || place.scan() > scans.size()) {
            request.status(404).html(Page.noScan());
            return;
        }
        request.html(Page.ofScan(
                place.job().name(),
                place.run(),
                place.scan(),
                scans.get(place.scan() - 1),
                place.job().scanDocuments(place.run(), place.scan())));
    }

    void document(Context request) throws IOException {
        Place place = place(request);
        Optional<InputStream> document = place == null
                ? Optional.empty()
                : place.job().scanDocument(place.run(), place.scan(), request.pathParam("document"));
        if (document.isEmpty()) {
            Answer gone = Answer.problem(404, "There is no such document.", "");
            request.status(gone.status()).contentType("application/json").result(gone.json());
            return;
        }
        request.header("Content-Disposition", "attachment")
                .contentType("application/json")
                .result(document.get());
    }

    @CheckForNull
    private Place place(Context request) {
        CliJob job = store.find(request.pathParam("job"));
        Matcher scan = SCAN.matcher(request.pathParam("scan"));
        String run = request.pathParam("run");
        if (job == null || !scan.matches() || !NUMBER.matcher(run).matches()) {
            return null;
        }
        return new Place(job, Integer.parseInt(run), scan.group(1) == null ? 1 : Integer.parseInt(scan.group(1)));
    }
}
