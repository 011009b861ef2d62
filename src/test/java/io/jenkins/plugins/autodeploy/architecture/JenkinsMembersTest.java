package io.jenkins.plugins.autodeploy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.buildtool.RecordedApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;

/**
 * Whatever of Jenkins the plugin's bytecode names is there in the oldest Jenkins that it runs on: in the recorded API, or in
 * the version of a library that this Jenkins has.
 */
class JenkinsMembersTest {
    private static JenkinsTypes jenkins;

    @BeforeAll
    static void readTheRecord() throws IOException {
        jenkins = JenkinsTypes.recorded(RecordedApi.types(), Path.of("target/jenkins-libraries"));
    }

    @Test
    void everyMemberThatThePluginNamesIsRecorded() {
        List<ClassNode> plugin = PluginClasses.all();
        JenkinsTypes types = jenkins.with(plugin);
        Set<String> unknown = new TreeSet<>();
        for (ClassNode type : plugin) {
            if (!type.name.startsWith(PluginClasses.ROOT + "/cli/")) {
                References.in(type)
                        .filter(member -> !types.has(member))
                        .forEach(member -> unknown.add(type.name + " uses " + member));
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void findsMembersWhereverATypeInheritsThem() {
        assertThat(Stream.of(
                        new Member("hudson/model/FreeStyleBuild", "getNumber", "()I"),
                        new Member("hudson/model/Run", "hashCode", "()I"),
                        new Member("org/kohsuke/stapler/StaplerRequest2", "getPathInfo", "()Ljava/lang/String;")))
                .allMatch(jenkins::has);
    }

    @Test
    void noticesWhatIsNotThere() {
        assertThat(Stream.of(
                        new Member("hudson/model/Run", "getNumber", "()J"),
                        new Member("hudson/model/NoSuchType", null, null),
                        // of servlet 6; Jenkins has 5
                        new Member("org/kohsuke/stapler/StaplerRequest2", "getRequestId", "()Ljava/lang/String;")))
                .noneMatch(jenkins::has);
    }
}
