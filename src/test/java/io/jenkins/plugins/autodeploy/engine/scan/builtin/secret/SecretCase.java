package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

/**
 * A file that has one secret or none.
 *
 * @param what names the case
 * @param line of the secret, from 1; 0 for none
 */
public record SecretCase(String what, String file, String text, int line) {
    /** A case whose line is marked by {@code »}. */
    static SecretCase marked(String what, String file, String marked) {
        int mark = marked.indexOf('»');
        int line = (int) marked.substring(0, mark).lines().count() + 1;
        return new SecretCase(what, file, marked.replace("»", ""), line);
    }
}
