package io.jenkins.plugins.autodeploy.engine.detect.jvm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What makes a Spring Boot application, whichever tool builds it. */
final class SpringBoot {
    private static final String HEALTH = "/actuator/health";
    private static final Pattern WEB_STARTER = Pattern.compile(
            "spring-boot-starter-(?:web|webmvc|webflux|jersey|graphql|data-rest|undertow|jetty|tomcat)\\b.*");
    private static final String RESOURCES = "src/main/resources/";
    private static final Pattern PROPERTY =
            Pattern.compile("^[ \\t]*server\\.port\\s*[=:]\\s*(?:\\$\\{\\w+:)?(\\d{1,5})", Pattern.MULTILINE);
    private static final Pattern DEFAULT = Pattern.compile("(?:\\$\\{\\w+:)?(\\d{1,5})}?");

    private SpringBoot() {}

    /** @param artifacts names of the component's dependencies */
    static void describe(Collection<String> artifacts, ComponentDraft draft) {
        boolean web = artifacts.stream()
                .anyMatch(artifact -> WEB_STARTER.matcher(artifact).matches());
        draft.kind(web ? ComponentKind.SERVER : ComponentKind.WORKER)
                .health(web && artifacts.contains("spring-boot-starter-actuator") ? HEALTH : null)
                .port(web ? port(draft).orElse(JvmFrameworks.SPRING_BOOT.port()) : null);
    }

    private static Optional<Integer> port(ComponentDraft draft) {
        SourceDirectory directory = draft.directory();
        String properties = RESOURCES + "application.properties";
        Matcher property = PROPERTY.matcher(directory.text(properties).orElse(""));
        if (property.find()) {
            draft.because(properties, "server.port " + property.group(1));
            return SafeText.port(property.group(1));
        }
        for (String file : List.of(RESOURCES + "application.yml", RESOURCES + "application.yaml")) {
            for (JsonNode document : directory.yaml(file)) {
                Matcher value = DEFAULT.matcher(document.at("/server/port").asText(""));
                if (value.matches()) {
                    draft.because(file, "server.port " + value.group(1));
                    return SafeText.port(value.group(1));
                }
            }
        }
        return Optional.empty();
    }
}
