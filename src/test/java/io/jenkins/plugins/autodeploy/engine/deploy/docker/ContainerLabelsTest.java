package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.autodeploy.engine.deploy.order.Provenance;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a host remembers in the labels of a container is read again as it was. */
class ContainerLabelsTest {
    @Test
    void aContainerRemembersWhereItsVersionCameFrom() {
        Provenance whole = new Provenance("team/shop", 9, "a".repeat(40), Instant.parse("2026-03-02T08:00:00Z"));

        assertThat(read(whole)).isEqualTo(whole);
        Provenance nothing = new Provenance(null, 0, null, null);
        assertThat(read(nothing)).isEqualTo(nothing);
    }

    private static Provenance read(Provenance provenance) {
        NewContainer container = new NewContainer(
                "autodeploy-web-1",
                "web",
                "d1",
                1,
                "test",
                "web:1",
                "sha256:1",
                8000,
                30_000,
                8080,
                null,
                List.of(),
                provenance);
        List<String> command = container.command("/env");
        ObjectNode inspected = JsonNodeFactory.instance.objectNode();
        inspected.put("Name", "/autodeploy-web-1");
        ObjectNode labels = inspected.putObject("Config").putObject("Labels");
        for (int i = 0; i < command.size(); i++) {
            if (command.get(i).equals("--label")) {
                String[] label = command.get(i + 1).split("=", 2);
                labels.put(label[0], label[1]);
            }
        }
        return WorkloadContainer.of(inspected).orElseThrow().provenance();
    }
}
