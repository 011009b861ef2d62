package io.jenkins.plugins.autodeploy.engine.deploy;

import io.jenkins.plugins.autodeploy.engine.deploy.approval.Admission;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalRule;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.ApprovalVerdict;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import io.jenkins.plugins.autodeploy.engine.record.Approval;
import io.jenkins.plugins.autodeploy.engine.record.ApprovalDecision;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.engine.record.EventType;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people say to a deployment that waits for approval, as its record keeps it. Used by one thread at a time. */
final class ApprovalGate {
    private final DeploymentJournal journal;

    ApprovalGate(DeploymentJournal journal) {
        this.journal = journal;
    }

    /** Asks for approval. What was asked for and said before a restart stays, with its deadline. */
    void ask(ApprovalRule rule, Instant now) {
        if (journal.record().approval() == null) {
            Approval asked = rule.askedAt(now);
            journal.update(deployment -> deployment.approval(asked));
        }
        ApprovalVerdict verdict = verdict(now);
        if (verdict.state() == ApprovalVerdict.State.WAITING) {
            tell("Waits for " + verdict.sentence(), Map.of());
        }
    }

    ApprovalVerdict verdict(Instant now) {
        return ApprovalVerdict.of(journal.record().approval(), now);
    }

    Instant until() {
        return journal.record().approval().until();
    }

    /** Takes a decision if it counts. */
    Admission take(Approver person, ApprovalDecision decision) {
        Deployment record = journal.record();
        Admission admission = Admission.of(record.approval(), record.trigger().user(), person);
        if (admission == Admission.COUNTS) {
            Approval decided = record.approval().with(decision);
            journal.update(deployment -> deployment.approval(decided));
            tell(decision.sentence(), Map.of("decision", Json.toMap(decision)));
        }
        return admission;
    }

    /** Tells that it is over without a further decision. */
    void close(String sentence) {
        tell(sentence, Map.of());
    }

    private void tell(String message, Map<String, Object> more) {
        Deployment record = journal.record();
        Approval approval = record.approval();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("deployment", record.id());
        data.put("by", approval.by());
        data.put("count", approval.count());
        data.put("given", approval.given());
        data.put("until", approval.until().toString());
        data.putAll(more);
        journal.fact(EventType.APPROVAL, Stage.DEPLOY, message, data);
    }
}
