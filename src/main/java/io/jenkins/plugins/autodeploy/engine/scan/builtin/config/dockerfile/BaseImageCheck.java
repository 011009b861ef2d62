package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;

import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile.BuildStage;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.ImageNames;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the image is made from. */
final class BaseImageCheck implements DockerfileCheck {
    private static final Rule CHANGES = new Rule(
            "dockerfile-latest-tag",
            Severity.MEDIUM,
            "The image that this builds on changes from one build to the next",
            "name a version or a digest");

    @Override
    public List<Rule> rules() {
        return List.of(CHANGES);
    }

    @Override
    public void check(BuildRecipe recipe, Faults faults) {
        Set<String> earlier = new HashSet<>(Set.of("scratch"));
        for (BuildStage stage : recipe.stages()) {
            if (ImageNames.changes(stage.image())
                    && !earlier.contains(stage.image().toLowerCase(Locale.ROOT))) {
                faults.add(CHANGES, stage.line(), stage.image());
            }
            if (stage.name() != null) {
                earlier.add(stage.name().toLowerCase(Locale.ROOT));
            }
        }
        for (BuildRecipe.Copied copied : recipe.copied()) {
            copied.flags().stream()
                    .filter(flag -> flag.startsWith("--from="))
                    .map(flag -> flag.substring("--from=".length()))
                    // A plain word may be a context that only the command line of the build names.
                    .filter(image -> image.contains("/") || image.contains(":"))
                    .filter(ImageNames::changes)
                    .forEach(image -> faults.add(CHANGES, copied.line(), image));
        }
    }
}
