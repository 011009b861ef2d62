package io.jenkins.plugins.autodeploy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Processes get lists of arguments; no shell ever reads a string that has somebody's input in it. */
class ProcessStartsTest {
    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "/bin/sh", "/bin/bash", "/usr/bin/env", "cmd", "cmd.exe", "powershell", "pwsh");
    private static final Set<String> READ_A_STRING = Set.of("-c", "-lc", "-ec", "/c", "/C", "-Command");

    /** This one starts nothing: it writes down what a project's own image starts, inside that image. */
    private static final String GENERATOR = PluginClasses.ROOT + "/engine/generate/";

    @Test
    void noMethodNamesAShellWithTheOptionThatReadsAString() {
        List<String> shells = PluginClasses.all().stream()
                .filter(type -> !type.name.startsWith(GENERATOR))
                .flatMap(type -> type.methods.stream()
                        .filter(ProcessStartsTest::startsAShell)
                        .map(method -> type.name + "." + method.name))
                .toList();
        assertThat(shells).isEmpty();
    }

    @Test
    void looksAtAllOfThePlugin() {
        assertThat(PluginClasses.all())
                .extracting((ClassNode type) -> type.name)
                .contains(PluginClasses.ROOT + "/engine/host/Command");
    }

    private static boolean startsAShell(MethodNode method) {
        Set<Object> constants = StreamSupport.stream(method.instructions.spliterator(), false)
                .filter(LdcInsnNode.class::isInstance)
                .map(instruction -> ((LdcInsnNode) instruction).cst)
                .collect(Collectors.toSet());
        return !Collections.disjoint(constants, SHELLS) && !Collections.disjoint(constants, READ_A_STRING);
    }
}
