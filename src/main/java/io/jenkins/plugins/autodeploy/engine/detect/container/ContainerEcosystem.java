package io.jenkins.plugins.autodeploy.engine.detect.container;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SourceLanguages;
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
    /** The last part of the repository's name, and the number that its tag begins with. */
    private static final Pattern RUNTIME_IMAGE =
            Pattern.compile("(?:.*/)?([a-z0-9.+-]+)(?::(?:[a-z]{1,40}-){0,5}v?(\\d{1,3}(?:\\.\\d{1,3}){0,2})?.*)?");

    private static final Map<String, Runtime> RUNTIMES = Map.ofEntries(
            Map.entry("node", new Runtime("javascript", "node")),
            Map.entry("bun", new Runtime("javascript", "bun")),
            Map.entry("deno", new Runtime("typescript", "deno")),
            Map.entry("python", new Runtime("python", "python")),
            Map.entry("golang", new Runtime("go", "go")),
            Map.entry("rust", new Runtime("rust", "rust")),
            Map.entry("php", new Runtime("php", "php")),
            Map.entry("wordpress", new Runtime("php", "php")),
            Map.entry("composer", new Runtime("php", "php")),
            Map.entry("ruby", new Runtime("ruby", "ruby")),
            Map.entry("elixir", new Runtime("elixir", "elixir")),
            Map.entry("aspnet", new Runtime("csharp", "dotnet")),
            Map.entry("sdk", new Runtime("csharp", "dotnet")),
            Map.entry("runtime", new Runtime("csharp", "dotnet")),
            Map.entry("eclipse-temurin", new Runtime("java", "java")),
            Map.entry("amazoncorretto", new Runtime("java", "java")),
            Map.entry("openjdk", new Runtime("java", "java")),
            Map.entry("ibm-semeru-runtimes", new Runtime("java", "java")),
            Map.entry("maven", new Runtime("java", "maven")),
            Map.entry("gradle", new Runtime("java", "gradle")),
            Map.entry("tomcat", new Runtime("java", "tomcat")),
            Map.entry("swift", new Runtime("swift", "swift")),
            Map.entry("dart", new Runtime("dart", "dart")),
            Map.entry("haskell", new Runtime("haskell", "haskell")),
            Map.entry("crystal", new Runtime("crystal", "crystal")),
            Map.entry("gcc", new Runtime("c++", "cpp")),
            Map.entry("perl", new Runtime("perl", "perl")),
            Map.entry("r-base", new Runtime("r", "r")),
            Map.entry("shiny", new Runtime("r", "r")),
            Map.entry("clojure", new Runtime("clojure", "java")),
            Map.entry("nginx", new Runtime("html", "nginx")),
            Map.entry("httpd", new Runtime("html", "httpd")),
            Map.entry("caddy", new Runtime("html", "caddy")));
    private static final String UNKNOWN = "unknown";

    private record Runtime(String language, String name) {}

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
        describeRuntime(dockerfile, draft);
        if (draft.language().equals(UNKNOWN)) {
            SourceLanguages.most(draft.directory()).ifPresent(draft::language);
        }
        Matcher lambda = LAMBDA.matcher(base);
        if (lambda.matches()) {
            describeLambda(lambda, draft);
        }
    }

    /** The language of what nothing but a Dockerfile tells, and the release of the runtime, which the image decides. */
    private static void describeRuntime(Dockerfile dockerfile, ComponentDraft draft) {
        for (int i = dockerfile.stages().size() - 1; i >= 0; i--) {
            Matcher image = RUNTIME_IMAGE.matcher(dockerfile.stages().get(i).image());
            Runtime runtime = image.matches() ? RUNTIMES.get(image.group(1)) : null;
            if (runtime != null) {
                boolean unknown = draft.language().equals(UNKNOWN);
                if (unknown || draft.runsOn(runtime.name())) {
                    draft.language(unknown ? runtime.language() : draft.language())
                            .runtime(runtime.name(), image.group(2));
                }
                return;
            }
        }
    }

    /** What the image runs is surer than what most files are written in, unless that is a dialect of it. */
    private static boolean isOther(ComponentDraft draft, String family) {
        return draft.framework() == null && draft.runtimeVersion() == null && !family.equals("nodejs");
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
        if (known) {
            draft.language(
                    draft.language().equals(UNKNOWN) || isOther(draft, family)
                            ? LAMBDA_LANGUAGES.get(family)
                            : draft.language());
        }
    }
}
