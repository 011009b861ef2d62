package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Files with one secret each, and files with none that look as if. Secrets are made at random, so that the repository holds none and no rule can be
 * written to fit the ones that are tried: another seed makes others.
 */
public final class SecretCorpus {
    private static final int CONTEXTS_A_SAMPLE = 3;
    private static final int MADE_OF_A_LINE = 4;
    /** A name that tells nothing, for secrets that have a form of their own. */
    private static final String TELLS_NOTHING = "upstream setting";

    private final JsonNode samples = resource("/secrets/samples.yaml");
    private final SecretTemplate template;
    private final long seed;
    private int sample;

    private SecretCorpus(long seed) {
        this.seed = seed;
        this.template = new SecretTemplate(seed);
    }

    /** At least one for each rule of a form or a name; each secret in several kinds of files. */
    static List<SecretCase> withSecrets(long seed) {
        SecretCorpus corpus = new SecretCorpus(seed);
        List<SecretCase> cases = new ArrayList<>();
        corpus.samples.path("tokens").properties().forEach(rule -> rule.getValue()
                .forEach(token -> corpus.embed(rule.getKey(), TELLS_NOTHING, token.asText(), cases)));
        corpus.samples
                .path("settings")
                .properties()
                .forEach(rule -> corpus.embed(
                        rule.getKey(),
                        rule.getValue().path("name").asText(),
                        rule.getValue().path("value").asText(),
                        cases));
        corpus.samples
                .path("generic")
                .forEach(setting -> corpus.embed(
                        "generic-secret",
                        setting.path("name").asText(),
                        setting.path("value").asText(),
                        cases));
        corpus.samples
                .path("files")
                .properties()
                .forEach(file -> cases.add(SecretCase.marked(
                        file.getKey(),
                        file.getValue().path("file").asText(),
                        corpus.template.fill(file.getValue().path("text").asText()))));
        return cases;
    }

    /** Lines of all kinds of files that look as if, and files that are full of what looks random. */
    public static List<SecretCase> withoutSecrets(long seed) {
        SecretTemplate template = new SecretTemplate(seed);
        JsonNode kinds = resource("/secrets/false-cases.yaml");
        List<SecretCase> cases = new ArrayList<>();
        kinds.path("written")
                .properties()
                .forEach(kind -> kind.getValue().properties().forEach(file -> file.getValue()
                        .forEach(line -> cases.add(new SecretCase(
                                kind.getKey() + ": " + line.asText(), file.getKey(), line.asText() + "\n", 0)))));
        kinds.path("made").properties().forEach(kind -> kind.getValue()
                .properties()
                .forEach(file -> file.getValue().forEach(line -> {
                    for (int i = 0; i < MADE_OF_A_LINE; i++) {
                        cases.add(new SecretCase(
                                kind.getKey() + ": " + line.asText(),
                                file.getKey(),
                                template.fill(line.asText()) + "\n",
                                0));
                    }
                })));
        return cases;
    }

    private void embed(String rule, String name, String value, List<SecretCase> cases) {
        SecretContext[] contexts = SecretContext.values();
        for (int i = 0; i < CONTEXTS_A_SAMPLE; i++) {
            int context = Math.floorMod(sample * CONTEXTS_A_SAMPLE + i * 7 + seed * 5, contexts.length);
            cases.add(contexts[context].with(rule, name, template.fill(value)));
        }
        sample++;
    }

    private static JsonNode resource(String name) {
        try (InputStream yaml = SecretCorpus.class.getResourceAsStream(name)) {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
