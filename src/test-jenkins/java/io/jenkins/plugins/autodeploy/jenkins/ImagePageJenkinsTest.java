package io.jenkins.plugins.autodeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.autodeploy.engine.record.BuildPhase;
import io.jenkins.plugins.autodeploy.engine.record.BuildStep;
import io.jenkins.plugins.autodeploy.engine.record.BuiltImage;
import io.jenkins.plugins.autodeploy.engine.record.ImageLayer;
import io.jenkins.plugins.autodeploy.jenkins.actions.BuiltImageAction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page of an image, and how it looks on the page of its build. */
@WithJenkins
class ImagePageJenkinsTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Test
    void showsLayersStepsAndWhatGrew(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build =
                buildWith(jenkins, image(2_500_000, "COPY . /app").after(image(1_000_000, "COPY old /app")));

        String page = jenkins.createWebClient()
                .getPage(build, "image/")
                .getWebResponse()
                .getContentAsString();

        assertThat(page)
                .contains("Image web", "registry.example.com/team/web@" + DIGEST, "1.0, latest", "node:22-alpine")
                .contains("2.5 MB, 1.5 MB (150 %) more than the image before")
                .contains("COPY . /app", "COPY old /app", "prepare 0.1 s, build 12.0 s")
                .contains("1 of 2 steps from the cache, which saved 9.0 s");
        assertThat(jenkins.createWebClient().getPage(build).getWebResponse().getContentAsString())
                .contains("image/\">Image web</a>", "sha256:aaaaaaaaaaaa");
        assertThat(jenkins.getJSON(build.getUrl() + "image/api/json").getContentAsString())
                .contains("\"sizeChange\":1500000", "\"cachedSteps\":1");
    }

    @Test
    void showsTextFromOutsideAsText(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = buildWith(jenkins, image(5, "RUN echo '<script>alert(1)</script>'"));

        String page = jenkins.createWebClient()
                .getPage(build, "image/")
                .getWebResponse()
                .getContentAsString();

        assertThat(page).doesNotContain("<script>alert(1)").contains("&lt;script");
    }

    private static FreeStyleBuild buildWith(JenkinsRule jenkins, BuiltImage image) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(project);
        build.addAction(new BuiltImageAction(image, 1));
        build.save();
        return build;
    }

    private static BuiltImage image(long size, String instruction) {
        return new BuiltImage(
                "registry.example.com/team/web@" + DIGEST,
                List.of("1.0", "latest"),
                DIGEST,
                size,
                "docker",
                "node:22-alpine",
                null,
                List.of(),
                List.of(new ImageLayer("sha256:" + Integer.toHexString(instruction.hashCode()), size, instruction)),
                true,
                null,
                Duration.ofSeconds(12),
                List.of(
                        new BuildPhase("prepare", Duration.ofMillis(100)),
                        new BuildPhase("build", Duration.ofSeconds(12))),
                List.of(
                        new BuildStep("RUN npm ci", Duration.ofSeconds(9), size > 1_000_000),
                        new BuildStep(instruction, Duration.ofSeconds(1), false)),
                null);
    }
}
