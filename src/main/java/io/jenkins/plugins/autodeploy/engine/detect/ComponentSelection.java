package io.jenkins.plugins.autodeploy.engine.detect;

import io.jenkins.plugins.autodeploy.engine.detect.container.ContainerEcosystem;
import io.jenkins.plugins.autodeploy.engine.detect.node.NodeAssets;
import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Crontab;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Procfile;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Chooses the components of a tree: at most one a directory, the surest, and below a component only what stands on its own. */
final class ComponentSelection {
    private static final int MOST_COMPONENTS = 100;
    /** Directories whose projects show or test the one above them. */
    private static final Pattern NOT_DEPLOYED = Pattern.compile(
            "(?:.*/)?(?:tests?|__tests__|testdata|spec|specs|e2e|cypress|fixtures?|examples?|samples?|demos?|docs?|documentation|templates?|scripts|benchmarks?"
                    + "|\\.github|\\.circleci|\\.devcontainer|\\.storybook)(?:/.*)?");

    private final Markers markers;
    private final ContainerEcosystem container;

    ComponentSelection(List<Ecosystem> ecosystems, ContainerEcosystem container) {
        this.markers = new Markers(ecosystems);
        this.container = container;
    }

    /** In the order of the walk, so that the one nearest to the root is first. A guess counts only where there is nothing surer. */
    List<ComponentDraft> of(SourceTree tree) {
        List<ComponentDraft> described = tree.directories().stream()
                .flatMap(directory -> surest(directory).stream())
                .toList();
        List<ComponentDraft> sure = chosen(described, draft -> draft.confidence() > Confidence.GUESSED);
        return sure.isEmpty() ? chosen(described, draft -> true) : sure;
    }

    private static List<ComponentDraft> chosen(List<ComponentDraft> described, Predicate<ComponentDraft> counts) {
        List<ComponentDraft> chosen = new ArrayList<>();
        for (ComponentDraft draft : described) {
            if (counts.test(draft) && chosen.size() < MOST_COMPONENTS && standsAlone(draft, chosen)) {
                chosen.add(draft);
            }
        }
        List<ComponentDraft> deployed = chosen.stream()
                .filter(draft -> !NOT_DEPLOYED.matcher(draft.directory().path()).matches())
                .toList();
        // A tree of nothing but examples is what its author wants deployed.
        return deployed.isEmpty() ? chosen : deployed;
    }

    private Optional<ComponentDraft> surest(SourceDirectory directory) {
        List<ComponentDraft> drafts = new ArrayList<>();
        for (Ecosystem ecosystem : markers.of(directory)) {
            ecosystem.describe(directory).ifPresent(drafts::add);
        }
        // Stable: of equally sure ones the first ecosystem wins.
        drafts.sort(Comparator.comparing(ComponentDraft::confidence, Comparator.reverseOrder()));
        if (drafts.isEmpty()) {
            return container.describe(directory).map(ComponentSelection::completed);
        }
        ComponentDraft surest = drafts.get(0);
        for (ComponentDraft other : drafts.subList(1, drafts.size())) {
            boolean guess = other.framework() == null && other.confidence() <= Confidence.GUESSED;
            if (guess || other.isStatic() && other.framework() == null) {
                // Pages beside a program are its own, and so are its tools.
                continue;
            }
            String what = other.framework() == null ? other.language() : other.framework();
            surest.insteadOf(what, other.confidence() / 2, "in the same directory, and less sure");
        }
        container.complete(surest);
        return Optional.of(completed(surest));
    }

    /** Adds what files tell that may be beside any language. */
    private static ComponentDraft completed(ComponentDraft draft) {
        Procfile.complete(draft);
        Crontab.complete(draft);
        NodeAssets.complete(draft);
        return draft;
    }

    /** Below a component, pages and code for which no framework speaks are its own, unless they bring a Dockerfile. */
    private static boolean standsAlone(ComponentDraft draft, List<ComponentDraft> chosen) {
        String path = draft.directory().path();
        Optional<ComponentDraft> above = chosen.stream()
                .filter(one -> one.directory().isRoot()
                        || path.startsWith(one.directory().path() + "/"))
                .reduce((first, second) -> second);
        if (above.isEmpty()) {
            return true;
        }
        return draft.hasDockerfile()
                || draft.framework() != null && !draft.isOnlySources() && draft.confidence() > Confidence.GUESSED;
    }
}
