package io.jenkins.plugins.autodeploy.engine.generate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A program that runs tests, and where its reports in JUnit's format are.
 *
 * @param call what its command looks like
 * @param option makes it write reports; "" where it always does
 * @param reports a pattern of Ant
 */
record TestTool(Pattern call, String option, String reports) {
    private static final List<TestTool> ALL = List.of(
            new TestTool(Pattern.compile("(?:\\./)?mvnw? .*\\btest"), "", "**/target/surefire-reports/*.xml"),
            new TestTool(Pattern.compile("(?:\\./)?gradlew? .*\\btest"), "", "**/build/test-results/test/*.xml"),
            new TestTool(Pattern.compile("sbt test"), "", "**/target/test-reports/*.xml"),
            new TestTool(
                    Pattern.compile("(?:(?:uv|poetry|pdm|pipenv) run )?pytest"),
                    " --junitxml=test-results/pytest.xml",
                    "**/test-results/*.xml"),
            new TestTool(
                    Pattern.compile("vendor/bin/phpunit"),
                    " --log-junit test-results/phpunit.xml",
                    "**/test-results/*.xml"),
            new TestTool(
                    Pattern.compile("swift test"), " --xunit-output test-results/swift.xml", "**/test-results/*.xml"),
            new TestTool(
                    Pattern.compile("ctest .*"), " --output-junit test-results/ctest.xml", "**/test-results/*.xml"));

    /** Null when the command writes no reports. */
    @CheckForNull
    static TestTool of(String command) {
        return ALL.stream()
                .filter(tool -> tool.call.matcher(command).matches())
                .findFirst()
                .orElse(null);
    }
}
