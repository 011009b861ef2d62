package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview;
import io.jenkins.plugins.autodeploy.engine.deploy.RollbackPreview.Names;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares the container that runs with the one whose version a rollback takes. Pure. */
final class PreviewOfReturn {
    private PreviewOfReturn() {}

    /** @throws InvalidInputException with what is possible, if it is not */
    static RollbackPreview of(HostView view, RollbackChange change) throws InvalidInputException {
        WorkloadContainer then = view.rollbackTo(change.request().to());
        WorkloadContainer now = view.live().orElse(then);
        Names env = Names.between(variables(now), variables(then));
        List<String> other = new ArrayList<>();
        if (now.publicPort() != then.publicPort()) {
            other.add("would change the public port from %d to %d".formatted(now.publicPort(), then.publicPort()));
        }
        return new RollbackPreview(
                view.workload(),
                shown(now),
                shown(then),
                env,
                List.of(),
                null,
                null,
                other,
                view.kept()
                        .sorted(Comparator.comparingInt(WorkloadContainer::revision)
                                .reversed())
                        .map(PreviewOfReturn::shown)
                        .toList());
    }

    private static RollbackPreview.Version shown(WorkloadContainer container) {
        return new RollbackPreview.Version(
                (long) container.revision(),
                container.deploymentId(),
                container.image(),
                container.created(),
                null,
                container.proven());
    }

    private static Map<String, String> variables(WorkloadContainer container) {
        Map<String, String> variables = new TreeMap<>();
        for (String variable : container.env()) {
            int equals = variable.indexOf('=');
            variables.put(variable.substring(0, Math.max(0, equals)), variable);
        }
        return variables;
    }
}
