package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * How well a search tells secrets from what looks like one.
 *
 * @param missed cases with a secret that was not found
 * @param mistaken cases without one where something was found
 */
public record SecretMeasure(int secrets, int others, List<SecretCase> missed, List<SecretCase> mistaken) {
    /** @param finds whether the search finds something: in the case's line, or anywhere when the case has no secret */
    static SecretMeasure of(List<SecretCase> secrets, List<SecretCase> others, Predicate<SecretCase> finds) {
        return new SecretMeasure(
                secrets.size(),
                others.size(),
                secrets.stream().filter(finds.negate()).toList(),
                others.stream().filter(finds).toList());
    }

    /** The built-in search on the corpus of several seeds. */
    public static SecretMeasure ofBuiltIn(long... seeds) {
        List<SecretCase> secrets = new ArrayList<>();
        List<SecretCase> others = new ArrayList<>();
        for (long seed : seeds) {
            secrets.addAll(SecretCorpus.withSecrets(seed));
            others.addAll(SecretCorpus.withoutSecrets(seed));
        }
        return of(secrets, others, SecretMeasure::finds);
    }

    static boolean finds(SecretCase one) {
        return SecretSearch.search(one.file(), one.text()).stream()
                .anyMatch(finding -> one.line() == 0 || finding.location().equals(one.file() + ":" + one.line()));
    }

    int found() {
        return secrets - missed.size();
    }

    public double recall() {
        return (double) found() / secrets;
    }

    public double precision() {
        return (double) found() / (found() + mistaken.size());
    }
}
