package io.jenkins.plugins.autodeploy.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.live.Answer;
import io.jenkins.plugins.autodeploy.engine.live.AuditApi;
import io.jenkins.plugins.autodeploy.jenkins.host.AnswerSender;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;

/**
 * The audit log of all jobs, at {@code manage/deployments-audit/}: the page ({@code index.jelly}), {@code GET audit} as the jobs' REST API has it with a parameter {@code job} besides, and {@code GET csv}. It names jobs that
 * the reader may not see otherwise, so it needs {@link Jenkins#SYSTEM_READ}, as the system log does.
 */
@Extension
@Symbol("deploymentsAudit")
public final class AuditLink extends ManagementLink implements StaplerProxy {
    private static final int BAD_REQUEST = 400;

    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        return this;
    }

    @Override
    public String getIconFileName() {
        return "symbol-reader-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.AuditLink_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.AuditLink_description();
    }

    @Override
    public String getUrlName() {
        return "deployments-audit";
    }

    @NonNull
    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    @NonNull
    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }

    @GET
    public void doAudit(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        AnswerSender.send(response, api().list(Requests.parameters(request)));
    }

    /** The same as a file for spreadsheets, with all of its pages. */
    @GET
    public void doCsv(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"deployments-audit.csv\"");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            api().csv(Requests.parameters(request), response.getWriter());
        } catch (InvalidInputException e) {
            response.setHeader("Content-Disposition", "inline");
            AnswerSender.send(response, Answer.problem(BAD_REQUEST, e.getMessage(), ""));
        }
    }

    private static AuditApi api() {
        return new AuditApi(AutoDeployRuntime.get().audit());
    }
}
