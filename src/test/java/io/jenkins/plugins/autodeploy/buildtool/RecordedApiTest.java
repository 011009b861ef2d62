package io.jenkins.plugins.autodeploy.buildtool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.Extension;
import hudson.model.Run;
import hudson.util.FormValidation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import jenkins.YesNoMaybe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.objectweb.asm.tree.ClassNode;

class RecordedApiTest {
    /** Whatever a record says, the class files made of it say too. */
    @Test
    void recordingTheClassesMadeFromARecordGivesThatRecord() throws IOException {
        List<String> record = RecordedApi.lines();
        List<ClassNode> made = ApiClasses.classFiles(ApiText.parse(record)).values().stream()
                .map(ApiRecorder::read)
                .toList();
        List<String> again = ApiRecorder.record(made);
        assertThat(difference(record, again)).as("lost").isEmpty();
        assertThat(difference(again, record)).as("added").isEmpty();
        assertThat(again.equals(record)).as("in the same order").isTrue();
    }

    @Test
    void leavesOutWhatAPluginMayNotUse(@TempDir Path directory) throws IOException {
        Path jar = jarOf(directory, Sample.class, Sample.Inner.class, Sample.Hidden.class);
        Path record = directory.resolve("sample.api.gz");
        ApiRecorder.main(new String[] {jar.getParent().toString(), record.toString()});
        String sample = Sample.class.getName().replace('.', '/');
        assertThat(ApiClasses.readRecord(record))
                .containsExactly(
                        "class 428 " + sample + " extends java/lang/Object",
                        " inner " + sample + "$Hidden " + sample + " Hidden 9",
                        " inner " + sample + "$Inner " + sample + " Inner 9",
                        " field 19 LIMIT J const j7",
                        " field 19 NAME Ljava/lang/String; const sa+b%2C+%28c%29",
                        " method 4 use (Ljava/util/List;)V sig <T:Ljava/lang/Object;>(Ljava/util/List<TT;>;)V"
                                + " throws java/io/IOException",
                        " method 401 stillToBeWritten ()V",
                        "class 29 " + sample + "$Inner extends java/lang/Object",
                        " inner " + sample + "$Inner " + sample + " Inner 9",
                        " method 1 <init> ()V");
    }

    @Test
    void classesMadeLoadButDoNothing() {
        assertThat(YesNoMaybe.values()).containsExactlyInAnyOrder(YesNoMaybe.YES, YesNoMaybe.NO, YesNoMaybe.MAYBE);
        assertThat(Extension.class.getMethods())
                .anySatisfy(method -> assertThat(method.getDefaultValue()).isEqualTo(YesNoMaybe.MAYBE));
        assertThat(Run.class.getDeclaredMethods()).isNotEmpty();
        assertThatThrownBy(FormValidation::ok).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void saysWhichLineIsNotInTheFormat() {
        assertThatThrownBy(() -> ApiText.parse(List.of("class 1 a/B extends java/lang/Object", " metod 1 x ()V")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metod 1 x ()V");
        assertThatThrownBy(() -> ApiText.parse(List.of(" method 1 x ()V")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before the first type");
    }

    private static Set<String> difference(List<String> lines, List<String> others) {
        Set<String> difference = new TreeSet<>(lines);
        difference.removeAll(new HashSet<>(others));
        return difference;
    }

    private static Path jarOf(Path directory, Class<?>... types) throws IOException {
        Path jar = Files.createDirectories(directory.resolve("jars")).resolve("sample.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : Set.of(types)) {
                String entry = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(entry));
                type.getClassLoader().getResourceAsStream(entry).transferTo(out);
            }
        }
        return jar;
    }

    abstract static class Sample {
        public static final String NAME = "a b, (c)";
        public static final long LIMIT = 7;

        @Deprecated
        public abstract void stillToBeWritten();

        protected <T> void use(List<T> values) throws IOException {}

        void packagePrivate() {}

        private void hidden() {}

        @Deprecated
        public void old() {}

        @Restricted(NoExternalUse.class)
        public void internal() {}

        public static class Inner {}

        @Restricted(NoExternalUse.class)
        public static class Hidden {}
    }
}
