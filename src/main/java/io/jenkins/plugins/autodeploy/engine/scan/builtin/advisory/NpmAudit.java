package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.parse.BoundedBody;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks an npm registry which packages are vulnerable, as {@code npm audit} does: one <a
 * href="https://docs.npmjs.com/cli/v11/commands/npm-audit#bulk-advisory-endpoint">bulk request</a> with the names and versions of
 * all packages.
 */
public final class NpmAudit {
    private static final String BULK = "-/npm/v1/security/advisories/bulk";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LONGEST_CONNECTING = Duration.ofSeconds(20);
    private static final int LARGEST = 32 << 20;
    private static final int OK = 200;

    private final URI registry;
    private final Duration longest;
    private final Clock clock;

    NpmAudit(URI registry, Duration longest, Clock clock) {
        this.registry = registry;
        this.longest = longest;
        this.clock = clock;
    }

    /**
     * Of the registry that this machine's npm uses.
     *
     * @throws AdvisoriesUnusableException when that cannot be told
     */
    static NpmAudit ofThisMachine() throws AdvisoriesUnusableException {
        URI registry = NpmRegistry.of(System.getenv(), Path.of(System.getProperty("user.home")));
        return new NpmAudit(registry, LONGEST, Clock.systemUTC());
    }

    /**
     * Looks packages up.
     *
     * @param packages of npm
     * @throws AdvisoriesUnusableException when the registry cannot be reached, refuses, or answers what cannot be read
     * @throws InterruptedIOException when the thread was interrupted
     */
    AdvisoryMatches look(List<SoftwarePackage> packages) throws AdvisoriesUnusableException, InterruptedIOException {
        Map<String, Set<String>> versions = new TreeMap<>();
        for (SoftwarePackage found : packages) {
            if (NpmRange.ORDER.orders(found.version())) {
                versions.computeIfAbsent(found.name(), name -> new TreeSet<>()).add(found.version());
            }
        }
        if (versions.isEmpty()) {
            return new AdvisoryMatches(List.of(), null, List.of());
        }
        Map<String, List<NpmAdvisory>> advisories = advisories(ask(versions));
        FoundOnce found = new FoundOnce();
        for (SoftwarePackage installed : packages) {
            for (NpmAdvisory advisory : advisories.getOrDefault(installed.name(), List.of())) {
                if (advisory.concerns(installed.version())) {
                    found.add(advisory.finding(installed));
                }
            }
        }
        return new AdvisoryMatches(found.findings(), clock.instant(), List.of());
    }

    private JsonNode ask(Map<String, Set<String>> versions) throws AdvisoriesUnusableException, InterruptedIOException {
        CompletableFuture<HttpResponse<BoundedBody.Text>> answer;
        try {
            HttpRequest request = HttpRequest.newBuilder(registry.resolve(BULK))
                    .timeout(longest)
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(AdvisoryJson.MAPPER.writeValueAsBytes(versions)))
                    .build();
            answer = HttpClient.newBuilder()
                    .connectTimeout(LONGEST_CONNECTING)
                    .build()
                    .sendAsync(request, status -> new BoundedBody(LARGEST));
        } catch (JsonProcessingException e) {
            throw failed("cannot be asked", e);
        }
        return read(await(answer));
    }

    private HttpResponse<BoundedBody.Text> await(CompletableFuture<HttpResponse<BoundedBody.Text>> answer)
            throws AdvisoriesUnusableException, InterruptedIOException {
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The scan was aborted");
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw failed("did not answer within %d seconds".formatted(longest.toSeconds()), e);
        } catch (ExecutionException e) {
            throw failed("cannot be reached", e.getCause());
        }
    }

    private JsonNode read(HttpResponse<BoundedBody.Text> answer) throws AdvisoriesUnusableException {
        if (answer.statusCode() != OK) {
            throw failed("refused with status %d%s".formatted(answer.statusCode(), meaning(answer.statusCode())), null);
        }
        if (!answer.body().whole()) {
            throw failed("answered more than %d MB".formatted(LARGEST >> 20), null);
        }
        try {
            JsonNode tree = AdvisoryJson.MAPPER.readTree(answer.body().content());
            if (tree.isObject()) {
                return tree;
            }
            throw failed("answered something else than advisories", null);
        } catch (IOException e) {
            throw failed("answered what is not the JSON that it should be", e);
        }
    }

    private Map<String, List<NpmAdvisory>> advisories(JsonNode answer) throws AdvisoriesUnusableException {
        Map<String, List<NpmAdvisory>> advisories = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonNode> named : answer.properties()) {
                List<NpmAdvisory> ofPackage = new ArrayList<>();
                if (!named.getValue().isArray()) {
                    throw new IllegalArgumentException("no list of advisories");
                }
                named.getValue().forEach(node -> ofPackage.add(NpmAdvisory.of(node)));
                advisories.put(named.getKey(), ofPackage);
            }
        } catch (IllegalArgumentException e) {
            throw failed("answered an advisory that cannot be read", e);
        }
        return advisories;
    }

    private AdvisoriesUnusableException failed(String what, @CheckForNull Throwable cause) {
        return new AdvisoriesUnusableException(
                "The audit endpoint of the npm registry %s %s".formatted(registry.getHost(), what), cause);
    }

    private static String meaning(int status) {
        return switch (status) {
            case 401, 403 -> " (not allowed)";
            case 404, 405, 501 -> " (it has no audit endpoint)";
            case 429 -> " (too many requests)";
            default -> status >= 500 ? " (it is out of order)" : status < 400 ? " (it is elsewhere)" : "";
        };
    }
}
