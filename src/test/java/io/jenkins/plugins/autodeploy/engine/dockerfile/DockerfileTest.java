package io.jenkins.plugins.autodeploy.engine.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile.BuildStage;
import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile.Instruction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    @Test
    void joinsContinuedLinesAcrossCommentsAndEmptyOnes() {
        Dockerfile dockerfile =
                Dockerfile.parse("# a comment\nFROM alpine\nRUN one && \\\n  # within\n\n  two\nuser 1000\n");

        assertThat(dockerfile.instructions())
                .containsExactly(
                        new Instruction(2, "FROM", "alpine"),
                        new Instruction(3, "RUN", "one &&   two"),
                        new Instruction(7, "USER", "1000"));
    }

    @Test
    void continuesLinesWithTheCharacterOfTheEscapeDirective() {
        Dockerfile dockerfile = Dockerfile.parse("# escape=`\nFROM windows\nCOPY a `\n  C:\\\nUSER b\n");

        assertThat(dockerfile.instructions()).extracting(Instruction::name).containsExactly("FROM", "COPY", "USER");
    }

    @Test
    void takesAnEscapeAfterAnythingElseForAComment() {
        Dockerfile dockerfile = Dockerfile.parse("# a comment\n# escape=`\nFROM a\nRUN b \\\n c\n");

        assertThat(dockerfile.instructions()).hasSize(2);
    }

    @Test
    void fillsInTheArgumentsBeforeTheFirstStage() {
        Dockerfile dockerfile =
                Dockerfile.parse("ARG V=3.19\nARG BASE=\"alpine:$V\"\nFROM ${BASE} AS a\nFROM ${NONE:-scratch}\n");

        assertThat(dockerfile.stages())
                .containsExactly(new BuildStage(3, "alpine:3.19", "a"), new BuildStage(4, "scratch", null));
        assertThat(dockerfile.baseImage("a", Map.of("V", "3.20"))).contains("alpine:3.20");
    }

    @Test
    void followsStagesToTheImageTheyStartFrom() {
        Dockerfile dockerfile = Dockerfile.parse(
                "FROM --platform=linux/amd64 node:20 AS base\nUSER node\nFROM BASE\nCMD [\"node\"]\nFROM 1\nEXPOSE 80/udp 3000\n");

        assertThat(dockerfile.baseImage(null, Map.of())).contains("node:20");
        assertThat(dockerfile.last("USER")).map(Instruction::arguments).contains("node");
        assertThat(dockerfile.last("CMD").flatMap(Instruction::words)).contains(List.of("node"));
        assertThat(dockerfile.port()).contains(3000);
    }

    @Test
    void takesWhatIsNoJsonArrayOfStringsForTheShellForm() {
        Dockerfile dockerfile = Dockerfile.parse("FROM a\nCMD [\"a\", 1]\nENTRYPOINT ['a']\n");

        assertThat(dockerfile.last("CMD").flatMap(Instruction::words)).isEmpty();
        assertThat(dockerfile.last("ENTRYPOINT").flatMap(Instruction::words)).isEmpty();
    }

    @Test
    void leavesTheBodyOfAHereDocumentOut() {
        Dockerfile dockerfile = Dockerfile.parse("FROM a\nRUN <<-'END'\n\tUSER evil\n\tEND\nUSER good\n");

        assertThat(dockerfile.instructions()).extracting(Instruction::name).containsExactly("FROM", "RUN", "USER");
    }

    @Test
    void readsSeveralHereDocumentsOfOneInstruction() {
        String text = "FROM a\nCOPY <<-\"ONE\" <<TWO /x\nFROM c\nONE\nFROM d\nTWO\nUSER e\n";

        assertThat(Dockerfile.parse(text).instructions())
                .extracting(Instruction::name)
                .containsExactly("FROM", "COPY", "USER");
    }

    @Test
    void survivesAnything() {
        assertThat(Dockerfile.parse("FROM\n\\\n<<EOF\nRUN <<X").instructions()).isNotEmpty();
        assertThat(Dockerfile.parse("").baseImage(null, Map.of())).isEmpty();
        assertThat(Dockerfile.parse("FROM a").baseImage("absent", Map.of())).isEmpty();
        assertThat(Dockerfile.parse("FROM ${A:-${B}}\nEXPOSE 99999 x").port()).isEmpty();
    }
}
