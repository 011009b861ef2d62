package io.jenkins.plugins.autodeploy.engine.scan;

import io.jenkins.plugins.autodeploy.engine.record.Finding;
import java.io.Serializable;
import java.util.List;

/**
 * What {@link BuiltInScan} found in a tree.
 *
 * @param files how many were read
 * @param leftOut how many were not, because they are too large or not text
 * @param complete false when the tree has more files than are read
 */
public record TreeFindings(List<Finding> findings, int files, int leftOut, boolean complete) implements Serializable {
    public TreeFindings {
        findings = List.copyOf(findings);
    }
}
