package io.jenkins.plugins.autodeploy.engine.audit;

import io.jenkins.plugins.autodeploy.engine.audit.AuditEntry.Actor;
import io.jenkins.plugins.autodeploy.engine.audit.AuditEntry.Version;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import java.time.Instant;

/** Entries as deployments leave them. */
public final class AuditSamples {
    private AuditSamples() {}

    public static AuditEntry succeeded(int run, Instant time) {
        return entry(run, time, "ada", AuditAction.DEPLOY, AuditResult.SUCCEEDED, "production", null);
    }

    public static AuditEntry approved(int run, Instant time, String comment) {
        return entry(run, time, "grace", AuditAction.APPROVE, null, "production", comment);
    }

    /** The same entry of another job. */
    public static AuditEntry inJob(String job, AuditEntry entry) {
        return new AuditEntry(
                0,
                entry.time(),
                entry.actor(),
                entry.action(),
                entry.result(),
                job,
                entry.run(),
                null,
                entry.deployment(),
                entry.environment(),
                entry.target(),
                entry.from(),
                entry.to(),
                entry.reason());
    }

    public static AuditEntry entry(
            int run,
            Instant time,
            String user,
            AuditAction action,
            AuditResult result,
            String environment,
            String reason) {
        return new AuditEntry(
                0,
                time,
                Actor.user(user),
                action,
                result,
                "team/shop",
                run,
                "job/team/job/shop/" + run + "/",
                "d" + run,
                environment,
                Samples.PRODUCTION,
                run == 1 ? null : new Version("shop/web:" + (run - 1), run - 1L),
                new Version("shop/web:" + run, (long) run),
                reason);
    }
}
