package io.jenkins.plugins.autodeploy.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceTree;
import io.jenkins.plugins.autodeploy.engine.detect.tree.TreeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of gitignore(5). */
class IgnoredFilesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # pattern        | path              | ignored
            frotz            | a/frotz           | true
            /frotz           | frotz             | true
            /frotz           | a/frotz           | false
            doc/frotz        | doc/frotz         | true
            doc/frotz        | a/doc/frotz       | false
            frotz/           | a/frotz/file      | true
            foo/*            | foo/test.json     | true
            foo/*.json       | foo/bar/test.json | false
            **/foo           | a/b/foo           | true
            **/foo/bar       | a/foo/bar         | true
            abc/**           | abc/d/e           | true
            a/**/b           | a/b               | true
            a/**/b           | a/x/y/b           | true
            a/**/b           | x/a/b             | false
            *.[oa]           | lib.a             | true
            *.[!oa]          | lib.a             | false
            file[0-3]        | file2             | true
            file[0-3]        | file4             | false
            file?            | file2             | true
            \\#notes         | '#notes'          | true
            '# notes'        | notes             | false
            a*b*c            | axxbxxc           | true
            a*b*c            | axxbxx            | false
            """)
    void readsPatternsAsGitDoes(String pattern, String path, boolean ignored) throws Exception {
        write(".gitignore", pattern + "\n");
        write(path, "");

        assertThat(files().contains(path)).isEqualTo(!ignored);
    }

    @Test
    void takesInAgainWhatALaterOrNearerPatternNegates() throws Exception {
        write(".gitignore", "*.log\n!keep.log\nclosed/\n!closed/keep.log\n");
        write("a/.gitignore", "!debug.log\n");
        write("debug.log", "");
        write("keep.log", "");
        write("a/debug.log", "");
        write("closed/keep.log", "");

        assertThat(files()).contains("keep.log", "a/debug.log").doesNotContain("debug.log", "closed/keep.log");
    }

    @Test
    void leavesOutWhatConventionDoes() throws Exception {
        write("node_modules/express/package.json", "{}");
        write("web/dist/index.html", "");
        write(".git/config", "");
        write("src/index.js", "");

        assertThat(files()).containsExactly("src/index.js");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void matchesAPatternOfManyStarsWithoutTryingAllWays() throws Exception {
        write(".gitignore", "*a".repeat(400) + "b\n" + "**/a/".repeat(200) + "b\n");
        write("a".repeat(190), "");
        write("a/".repeat(14) + "c", "");

        assertThat(files()).hasSize(3);
    }

    private List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        for (SourceDirectory at :
                SourceTree.open(directory, TreeLimits.STANDARD).directories()) {
            at.files().forEach(name -> files.add(at.isRoot() ? name : at.path() + "/" + name));
        }
        return files;
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
