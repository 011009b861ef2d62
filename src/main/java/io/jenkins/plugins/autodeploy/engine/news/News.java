package io.jenkins.plugins.autodeploy.engine.news;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.audit.AuditEntry;
import io.jenkins.plugins.autodeploy.engine.notify.Notice;

/**
 * One fact of a deployment.
 *
 * @param entry what is audited
 * @param notice what people are told; null for what is only audited
 */
record News(AuditEntry entry, @CheckForNull Notice notice) {}
