package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A form that secrets have.
 *
 * @param title what it is, as it stands in a sentence
 * @param remedy what to do about it, as a clause: "revoke it in …"
 * @param keywords without one of them, in any case, the pattern cannot match
 * @param anchored whether a match begins with a keyword; else one stands within {@code lead} characters after its begin
 * @param pattern the group {@code secret} is the secret itself
 * @param files names of the files that are looked at, in lower case; null for all
 * @param entropy bits a character that a secret has at least
 * @param named whether a name beside it tells the secret, rather than its own form
 * @param lead characters before a keyword that the pattern may need
 * @param reach characters behind a keyword that the pattern may need
 */
record SecretRule(
        String id,
        Severity severity,
        String title,
        String remedy,
        List<String> keywords,
        boolean anchored,
        Pattern pattern,
        @CheckForNull Pattern files,
        SecretForm form,
        double entropy,
        boolean named,
        int lead,
        int reach) {
    boolean looksAt(String fileName) {
        return files == null || files.matcher(fileName).matches();
    }
}
