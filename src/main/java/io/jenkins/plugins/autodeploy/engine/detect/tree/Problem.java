package io.jenkins.plugins.autodeploy.engine.detect.tree;

/**
 * Something of the tree that was left out.
 *
 * @param file relative to the root
 * @param what the end of a sentence that begins with the file: "is not valid JSON"
 */
public record Problem(String file, String what) {
    /** One sentence without its full stop. */
    public String sentence() {
        return file + " " + what;
    }
}
