package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of {@code secret-rules.yaml}, which comes with this class, and the index of their keywords. */
final class SecretRules {
    private static final String RESOURCE = "secret-rules.yaml";
    private static final SecretRules STANDARD = new SecretRules(read());

    private static final int USUAL_LEAD = 80;
    private static final int USUAL_REACH = 260;

    private final List<SecretRule> rules;
    private final KeywordIndex keywords;

    private SecretRules(List<SecretRule> rules) {
        this.rules = List.copyOf(rules);
        this.keywords =
                new KeywordIndex(rules.stream().map(SecretRule::keywords).toList());
    }

    static SecretRules standard() {
        return STANDARD;
    }

    /** In the order in which they have precedence. */
    List<SecretRule> all() {
        return rules;
    }

    /** Knows the rules by their place in {@link #all}. */
    KeywordIndex keywords() {
        return keywords;
    }

    private static List<SecretRule> read() {
        try (InputStream yaml = SecretRules.class.getResourceAsStream(RESOURCE)) {
            List<Provider> providers = new YAMLMapper().readValue(yaml, new TypeReference<>() {});
            return providers.stream()
                    .flatMap(provider -> provider.rules().stream().map(entry -> entry.rule(provider.remedy())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /** @param remedy what to do about any secret of its rules */
    private record Provider(String provider, String remedy, List<Entry> rules) {}

    /**
     * A rule as the file has it: exactly one of {@code starts} and {@code keywords}, at most one of {@code token}, {@code name} and {@code pattern}.
     *
     * @param starts what a match begins with, one of them
     * @param keywords what stands in or near a match, one of them
     * @param token the secret, which has a form of its own; it must not go on at either end
     * @param name begin of the name of a setting whose value is the secret; the name ends there or says that it is of a secret
     * @param value the secret of that setting
     * @param pattern all of it, with the secret as group {@code secret}
     */
    private record Entry(
            String id,
            String title,
            Severity severity,
            @CheckForNull List<String> starts,
            @CheckForNull List<String> keywords,
            @CheckForNull String token,
            @CheckForNull String name,
            @CheckForNull String value,
            @CheckForNull String pattern,
            @CheckForNull String files,
            @CheckForNull SecretForm form,
            double entropy,
            int lead,
            int reach) {
        SecretRule rule(String remedy) {
            return new SecretRule(
                    id,
                    severity,
                    title,
                    remedy,
                    starts == null ? keywords : starts,
                    starts != null,
                    compiled(),
                    files == null ? null : Pattern.compile(files),
                    form == null ? SecretForm.TOKEN : form,
                    entropy,
                    name != null || form == SecretForm.ASSIGNMENT,
                    lead == 0 ? USUAL_LEAD : lead,
                    reach == 0 ? USUAL_REACH : reach);
        }

        private Pattern compiled() {
            if (form == SecretForm.ASSIGNMENT) {
                return AssignedSecret.PATTERN;
            } else if (token != null) {
                return AssignmentSyntax.token(token);
            } else if (name != null) {
                return AssignmentSyntax.named(name, value);
            }
            return Pattern.compile(pattern == null ? "(?!)(?<secret>)" : pattern, Pattern.MULTILINE);
        }
    }
}
