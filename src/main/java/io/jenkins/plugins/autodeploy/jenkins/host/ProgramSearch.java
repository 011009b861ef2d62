package io.jenkins.plugins.autodeploy.jenkins.host;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/** Looks a program up in a {@code PATH} on the machine that has it. Entries that are not absolute are left out: what they mean depends on where one is. */
final class ProgramSearch extends MasterToSlaveFileCallable<String> {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String path;

    /** @param path directories with {@code :} between them */
    ProgramSearch(String name, String path) {
        this.name = name;
        this.path = path;
    }

    /** The absolute path of the first one; the name itself when there is none. */
    @Override
    public String invoke(File directory, VirtualChannel channel) {
        for (String entry : path.split(":")) {
            try {
                Path program = Path.of(entry).resolve(name);
                if (program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program)) {
                    return program.toString();
                }
            } catch (InvalidPathException e) {
                // Nothing can be in a directory that cannot be.
            }
        }
        return name;
    }
}
