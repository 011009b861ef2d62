package io.jenkins.plugins.autodeploy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.GroovyShell;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import io.jenkins.plugins.autodeploy.engine.record.DetectedProject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JenkinsfileTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm test",
                "echo 'a'",
                "a'; sh 'evil",
                "''' + 1 + '''",
                "${System.exit(1)}",
                "$x",
                "back\\slash",
                "ends with \\",
                "two\nlines",
                "\u0007\r\u0000"
            })
    void keepsTextOfAProjectALiteral(String text) {
        assertThat(new GroovyShell().evaluate("return " + GroovyText.literal(text)))
                .isEqualTo(text);
    }

    @Test
    void testsEachComponentInItsOwnDirectoryBesideTheOthers() {
        String pipeline = Jenkinsfile.of(Projects.shop());

        assertThat(pipeline)
                .contains(
                        "stage('Test')",
                        "parallel {",
                        "stage('Test api')",
                        "dir('api') {",
                        "sh 'npm ci'",
                        "sh 'npm test'");
    }

    @Test
    void collectsReportsOfToolsThatWriteThem() {
        DetectedProject project = new DetectedProject(
                List.of(Projects.component("shop", ComponentKind.SERVER, 8000, "poetry run pytest")));

        assertThat(Jenkinsfile.of(project))
                .contains("sh 'poetry run pytest --junitxml=test-results/pytest.xml'")
                .contains("junit allowEmptyResults: true, testResults: '**/test-results/*.xml'");
    }

    @Test
    void collectsNothingFromToolsThatWriteNone() {
        assertThat(Jenkinsfile.of(Projects.shop())).doesNotContain("junit");
    }

    @Test
    void asksBeforeProductionWithoutHoldingAnExecutor() {
        String pipeline = Jenkinsfile.of(Projects.shop());

        assertThat(pipeline).contains("agent none");
        String afterBuild = pipeline.substring(pipeline.indexOf("stage('Deploy to staging')"));
        assertThat(afterBuild).contains("message 'Deploy to production?'").doesNotContain("agent any");
    }

    @Test
    void keepsWhatPackageManagersDownloadInTheWorkspace() {
        assertThat(Jenkinsfile.of(Projects.shop())).contains("npm_config_cache = \"${WORKSPACE}/.cache/npm\"");
    }
}
