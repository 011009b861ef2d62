package io.jenkins.plugins.autodeploy.engine.detect.container;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Directories that bring a Dockerfile; it has the last word on how a component runs, whatever the component is written in. */
public final class ContainerEcosystem implements Ecosystem {
    private static final List<String> FILES = List.of("Dockerfile", "Containerfile");
    private static final Pattern LAMBDA = Pattern.compile(
            "(?:public\\.ecr\\.aws/lambda/|(?:docker\\.io/)?amazon/aws-lambda-)([a-z]+)(?::([A-Za-z0-9._-]+))?(?:@.*)?");
    private static final Map<String, String> LAMBDA_LANGUAGES = Map.of(
            "nodejs", "javascript", "python", "python", "java", "java", "go", "go", "dotnet", "csharp", "ruby", "ruby");
    private static final int LAMBDA_PORT = 8080;
    private static final String UNKNOWN = "unknown";

    @Override
    public String name() {
        return "Container";
    }

    @Override
    public List<String> markers() {
        return FILES;
    }

    @Override
    public List<Framework> frameworks() {
        return List.of();
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        ComponentDraft draft = new ComponentDraft(directory, UNKNOWN).kind(ComponentKind.CONTAINER);
        return complete(draft) ? Optional.of(draft) : Optional.empty();
    }

    /**
     * Lets the Dockerfile of its directory, if there is one, speak last.
     *
     * @return whether there is one
     */
    public boolean complete(ComponentDraft draft) {
        SourceDirectory directory = draft.directory();
        Optional<String> file = directory.firstOf(FILES);
        Optional<Dockerfile> dockerfile = file.flatMap(directory::text).map(Dockerfile::parse);
        if (dockerfile.isEmpty() || dockerfile.get().stages().isEmpty()) {
            return false;
        }
        describe(file.orElseThrow(), dockerfile.get(), draft);
        return true;
    }

    private static void describe(String file, Dockerfile dockerfile, ComponentDraft draft) {
        draft.dockerfile(file).confidence(Math.max(draft.confidence(), Confidence.DECLARED));
        String base = dockerfile.baseImage(null, Map.of()).orElse("");
        int stages = dockerfile.stages().size();
        draft.because(file, "base image %s%s".formatted(base, stages > 1 ? ", %d stages".formatted(stages) : ""));
        for (String instruction : List.of("ENTRYPOINT", "CMD", "USER")) {
            dockerfile.last(instruction).ifPresent(found -> draft.because(file, instruction + " " + found.arguments()));
        }
        dockerfile.port().ifPresent(port -> draft.port(port).because(file, "EXPOSE " + port));
        Matcher lambda = LAMBDA.matcher(base);
        if (lambda.matches()) {
            describeLambda(lambda, draft);
        }
    }

    private static void describeLambda(Matcher image, ComponentDraft draft) {
        String family = image.group(1);
        String version = image.group(2) == null ? "latest" : image.group(2);
        boolean known = LAMBDA_LANGUAGES.containsKey(family);
        draft.kind(ComponentKind.FUNCTION)
                .lambda(known ? family + ":" + version : "provided:" + version)
                // Lambda calls the handler; the runtime interface emulator of its images listens here.
                .port(LAMBDA_PORT)
                .start(null)
                .confidence(Confidence.PROVEN);
        if (draft.language().equals(UNKNOWN) && known) {
            draft.language(LAMBDA_LANGUAGES.get(family));
        }
    }
}
