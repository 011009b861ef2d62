package io.jenkins.plugins.autodeploy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The tests that only the profile {@code jenkins} can run, since Jenkins' test harness is not to be had otherwise, have to fit the code all the same. */
class JenkinsTestSourcesTest {
    private static final Path SOURCES = Path.of("src/test-jenkins/java");

    /** What follows from types of the harness that are not there: they and their methods are unknown, and what a lambda may throw. */
    private static final Set<String> WITHOUT_HARNESS = Set.of(
            "compiler.err.doesnt.exist",
            "compiler.err.cant.resolve",
            "compiler.err.cant.resolve.location",
            "compiler.err.cant.resolve.location.args",
            "compiler.err.unreported.exception.need.to.catch.or.throw");

    /** Names a package of the code, or a type in one; the tests' own types are in the package above. */
    private static final Pattern OF_THE_CODE =
            Pattern.compile("(package|location:.*)\\bio\\.jenkins\\.plugins\\.autodeploy\\.(engine|jenkins)\\.[a-z]");

    @Test
    void fitTheCode() throws IOException {
        List<Diagnostic<? extends JavaFileObject>> errors = compile();

        assertThat(errors).as("the harness is not there").isNotEmpty();
        assertThat(errors)
                .filteredOn(error -> !WITHOUT_HARNESS.contains(error.getCode())
                        || OF_THE_CODE.matcher(error.getMessage(Locale.ROOT)).find())
                .isEmpty();
    }

    private static List<Diagnostic<? extends JavaFileObject>> compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        // Looks into methods although types are missing.
        List<String> options = List.of(
                "-proc:none",
                "-implicit:none",
                "-Xmaxerrs",
                "10000",
                "-XDshould-stop.ifError=FLOW",
                "-classpath",
                System.getProperty("java.class.path"));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(found, Locale.ROOT, null);
                Stream<Path> all = Files.walk(SOURCES)) {
            List<Path> files =
                    all.filter(file -> file.toString().endsWith(".java")).toList();
            compiler.getTask(null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
        }
        return found.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }
}
