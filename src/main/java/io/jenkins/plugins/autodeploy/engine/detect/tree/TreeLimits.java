package io.jenkins.plugins.autodeploy.engine.detect.tree;

/**
 * How much of a source tree is looked at.
 *
 * @param entries files and directories seen before the walk stops
 * @param depth directories below the root
 * @param manifestBytes of a file that is parsed
 * @param lockBytes of a file that is only searched line by line
 */
public record TreeLimits(int entries, int depth, int manifestBytes, int lockBytes) {
    /** Far above real projects, and read within a second or two. */
    public static final TreeLimits STANDARD = new TreeLimits(250_000, 16, 1 << 20, 16 << 20);
}
