package io.jenkins.plugins.autodeploy.engine.image.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent;
import io.jenkins.plugins.autodeploy.engine.image.request.PrebuiltContent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes a layer of finished files, and how they are started. */
class PackedFilesTest {
    @TempDir
    Path project;

    @TempDir
    Path temporary;

    @Test
    void laysAJarOfSpringBootOutForItsLauncher() throws Exception {
        Jars.write(
                project.resolve("target/shop.jar"),
                Map.of(
                        "Main-Class", "org.springframework.boot.loader.launch.JarLauncher",
                        "Start-Class", "shop.Main",
                        "Spring-Boot-Classes", "BOOT-INF/classes/",
                        "Spring-Boot-Lib", "BOOT-INF/lib/"),
                "org/springframework/boot/loader/launch/JarLauncher.class",
                "BOOT-INF/lib/web-6.0.jar",
                "BOOT-INF/lib/ours-1.0-SNAPSHOT.jar",
                "BOOT-INF/classes/application.yml",
                "BOOT-INF/classes/shop/Main.class");

        PackedFiles files = JarFiles.jar(project, temporary);

        assertThat(names(files)).containsExactly("dependencies", "loader", "snapshots", "resources", "classes");
        assertThat(places(files, 0)).containsExactly("/app/BOOT-INF/lib/web-6.0.jar");
        assertThat(places(files, 2)).containsExactly("/app/BOOT-INF/lib/ours-1.0-SNAPSHOT.jar");
        assertThat(places(files, 3)).containsExactly("/app/BOOT-INF/classes/application.yml");
        assertThat(places(files, 4))
                .containsExactly("/app/BOOT-INF/classes/shop/Main.class", "/app/META-INF/MANIFEST.MF");
        assertThat(files.entrypoint())
                .containsExactly("java", "-cp", "/app", "org.springframework.boot.loader.launch.JarLauncher");
    }

    @Test
    void laysAJarOutThatNamesItsLibraries() throws Exception {
        Path target = Files.createDirectories(project.resolve("target/lib"));
        Files.writeString(target.resolve("guava-33.jar"), "x");
        Files.writeString(target.resolve("ours-2-SNAPSHOT.jar"), "x");
        Jars.write(
                project.resolve("target/shop.jar"),
                Map.of("Main-Class", "shop.Main", "Class-Path", "lib/guava-33.jar lib/ours-2-SNAPSHOT.jar"),
                "shop/Main.class",
                "messages.properties");

        PackedFiles files = JarFiles.jar(project, temporary);

        assertThat(names(files)).containsExactly("dependencies", "snapshots", "resources", "classes");
        assertThat(places(files, 3)).containsExactly("/app/classes/shop/Main.class");
        assertThat(files.entrypoint())
                .containsExactly(
                        "java",
                        "-cp",
                        "/app/resources:/app/classes:/app/lib/guava-33.jar:/app/lib/ours-2-SNAPSHOT.jar",
                        "shop.Main");
    }

    @Test
    void keepsAnyOtherJarWhole() throws Exception {
        Jars.write(project.resolve("build/libs/shop.jar"), Map.of("Main-Class", "shop.Main"), "shop/Main.class");

        PackedFiles files = JarFiles.jar(project, temporary);

        assertThat(places(files, 0)).containsExactly("/app/app.jar");
        assertThat(files.entrypoint()).containsExactly("java", "-jar", "/app/app.jar");
    }

    @Test
    void refusesAJarThatNamesWhatIsNotThereOrLeadsOut() throws Exception {
        Jars.write(
                project.resolve("target/shop.jar"), Map.of("Main-Class", "M", "Class-Path", "lib/none.jar"), "M.class");

        assertThatThrownBy(() -> JarFiles.jar(project, temporary))
                .isInstanceOf(StageFailedException.class)
                .hasMessage("The manifest of shop.jar names lib/none.jar, which is not there");

        Jars.write(
                project.resolve("target/shop.jar"), Map.of("Main-Class", "M", "Class-Path", "x"), "../../evil.class");

        assertThatThrownBy(() -> JarFiles.jar(project, temporary))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leads out of it: ../../evil.class");
        assertThat(temporary.resolve("../evil.class")).doesNotExist();
    }

    @Test
    void laysQuarkusOut() throws Exception {
        Path app = Files.createDirectories(project.resolve("target/quarkus-app/lib/main"))
                .getParent()
                .getParent();
        Files.writeString(app.resolve("quarkus-run.jar"), "x");
        Files.writeString(app.resolve("lib/main/vertx.jar"), "x");

        PackedFiles files = JarFiles.quarkus(project);

        assertThat(names(files)).containsExactly("dependencies", "classes");
        assertThat(files.entrypoint()).containsExactly("java", "-jar", "/app/quarkus-run.jar");
    }

    @Test
    void packsNodeWithItsModulesAndWithoutSecrets() throws Exception {
        write(
                "package.json",
                "{\"dependencies\":{\"express\":\"4\"},\"scripts\":{\"start\":\"NODE_OPTIONS=--trace-warnings node server.js\"}}");
        write("server.js", "");
        write(".env", "TOKEN=x");
        write(".git/config", "");
        write("Dockerfile", "");
        write("node_modules/express/index.js", "");
        write("node_modules/.cache/x", "");
        write("node_modules/esbuild/bin/esbuild", "");
        assertThat(project.resolve("node_modules/esbuild/bin/esbuild").toFile().setExecutable(true))
                .isTrue();

        PackedFiles files = NodeFiles.of(project, node("npm start", null));

        assertThat(names(files)).containsExactly("dependencies", "program");
        assertThat(places(files, 0))
                .containsExactly("/app/node_modules/esbuild/bin/esbuild", "/app/node_modules/express/index.js");
        assertThat(places(files, 1)).containsExactly("/app/package.json", "/app/server.js");
        assertThat(files.layers().get(0).getEntries().get(0).getPermissions().toOctalString())
                .isEqualTo("755");
        assertThat(files.entrypoint()).containsExactly("node", "server.js");
        assertThat(files.environment())
                .containsEntry("NODE_OPTIONS", "--trace-warnings")
                .containsEntry("NODE_ENV", "production");
    }

    @Test
    void startsTheProgramBehindALinkOfNode() throws Exception {
        write("package.json", "{\"dependencies\":{\"next\":\"15\"},\"scripts\":{\"start\":\"next start -p $PORT\"}}");
        write("node_modules/next/dist/bin/next", "");
        write(".next/BUILD_ID", "1");
        Files.createDirectories(project.resolve("node_modules/.bin"));
        Files.createSymbolicLink(project.resolve("node_modules/.bin/next"), Path.of("../next/dist/bin/next"));

        PackedFiles files = NodeFiles.of(project, node("npm run start", ".next"));

        assertThat(files.entrypoint())
                .containsExactly("node", "/app/node_modules/next/dist/bin/next", "start", "-p", "3000");
        assertThat(places(files, 1)).containsExactly("/app/.next/BUILD_ID", "/app/package.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "node server.js && echo | node server.js | it needs a shell",
                "npm run serve | | package.json has no script 'serve'",
                "tsx server.ts | | node_modules/.bin has no tsx",
            })
    void saysWhyItCannotStartAProgramOfNode(String start, String ignored, String why) throws Exception {
        write("package.json", "{}");
        write("server.js", "");

        assertThatThrownBy(() -> NodeFiles.of(project, node(start, null)))
                .isInstanceOf(StageFailedException.class)
                .hasMessageStartingWith("Jib cannot start '")
                .hasMessageContaining(why == null ? ignored : why);
    }

    @Test
    void saysWhatIsMissingForNode() throws Exception {
        write("package.json", "{\"dependencies\":{\"express\":\"4\"}}");

        assertThatThrownBy(() -> NodeFiles.of(project, node("node server.js", null)))
                .hasMessage("There is no node_modules with the dependencies");

        Files.createDirectories(project.resolve("node_modules/.pnpm/express"));
        Files.createSymbolicLink(project.resolve("node_modules/express"), Path.of(".pnpm/express"));

        assertThatThrownBy(() -> NodeFiles.of(project, node("node server.js", null)))
                .hasMessageContaining("node_modules/express is a link, which Jib cannot pack");
    }

    @Test
    void packsPythonWithItsDependencies() throws Exception {
        write("app.py", "");
        write("__pycache__/app.pyc", "");
        write("vendor/gunicorn/__init__.py", "");
        write("vendor/gunicorn/__pycache__/x.pyc", "");
        write("vendor/gunicorn-23.dist-info/METADATA", "");

        PackedFiles files = PythonFiles.of(
                project,
                new PrebuiltContent(
                        Kind.PYTHON, ".", null, "scratch", "gunicorn --bind 0.0.0.0:${PORT:-8000} app:app", 8000));

        assertThat(places(files, 0))
                .containsExactly(
                        "/opt/site-packages/gunicorn-23.dist-info/METADATA", "/opt/site-packages/gunicorn/__init__.py");
        assertThat(places(files, 1)).containsExactly("/app/app.py");
        assertThat(files.entrypoint()).containsExactly("python", "-m", "gunicorn", "--bind", "0.0.0.0:8000", "app:app");
        assertThat(files.environment()).containsEntry("PYTHONPATH", "/opt/site-packages");
    }

    @Test
    void findsWhatAVirtualEnvironmentHolds() throws Exception {
        write("app.py", "");
        write(".venv/lib/python3.12/site-packages/flask-3.dist-info/METADATA", "");

        PackedFiles files =
                PythonFiles.of(project, new PrebuiltContent(Kind.PYTHON, ".", null, "scratch", "python app.py", 8000));

        assertThat(places(files, 0)).containsExactly("/opt/site-packages/flask-3.dist-info/METADATA");
        assertThat(places(files, 1)).containsExactly("/app/app.py");
    }

    @Test
    void saysWhereDependenciesOfPythonAreLookedFor() throws Exception {
        write("app.py", "");

        assertThatThrownBy(() -> PythonFiles.of(
                        project, new PrebuiltContent(Kind.PYTHON, ".", null, "scratch", "python app.py", 8000)))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("There is no directory with the dependencies");
    }

    private static PrebuiltContent node(String start, String output) {
        return new PrebuiltContent(Kind.NODE, ".", output, "scratch", start, 3000);
    }

    private void write(String path, String content) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static List<String> names(PackedFiles files) {
        return files.layers().stream().map(FileEntriesLayer::getName).toList();
    }

    private static List<String> places(PackedFiles files, int layer) {
        return files.layers().get(layer).getEntries().stream()
                .map(FileEntry::getExtractionPath)
                .map(Object::toString)
                .toList();
    }
}
