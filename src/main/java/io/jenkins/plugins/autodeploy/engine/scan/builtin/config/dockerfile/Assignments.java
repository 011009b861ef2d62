package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;

import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;

/** What {@code ENV} and {@code ARG} set. */
final class Assignments {
    private Assignments() {}

    /** @param value without quotes; empty where {@code ARG} gives none */
    record Assignment(String name, String value) {}

    static List<Assignment> of(Instruction instruction) {
        String arguments = instruction.arguments();
        // The old form of ENV: one name, and the rest of the line is its value.
        if (instruction.name().equals("ENV") && !arguments.split("\\s", 2)[0].contains("=")) {
            String[] parts = arguments.split("\\s+", 2);
            return List.of(new Assignment(parts[0], parts.length > 1 ? parts[1] : ""));
        }
        List<Assignment> assignments = new ArrayList<>();
        for (ShellWords.Simple simple : ShellWords.split(arguments)) {
            for (String word : simple.words()) {
                String[] parts = word.split("=", 2);
                assignments.add(new Assignment(parts[0], parts.length > 1 ? parts[1] : ""));
            }
        }
        return assignments;
    }
}
