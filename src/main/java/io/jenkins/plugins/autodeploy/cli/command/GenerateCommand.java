package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.cli.run.ExitCode;
import io.jenkins.plugins.autodeploy.cli.run.Host;
import io.jenkins.plugins.autodeploy.cli.run.Outcome;
import io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFile;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedFileWriter;
import io.jenkins.plugins.autodeploy.engine.generate.GeneratedKind;
import io.jenkins.plugins.autodeploy.engine.generate.ProjectGenerator;
import io.jenkins.plugins.autodeploy.engine.generate.WrittenFiles;
import io.jenkins.plugins.autodeploy.engine.host.DirectoryWorkspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "generate", description = "Writes the files that it takes to build and run a project.")
final class GenerateCommand extends ProjectCommand {
    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "What to generate: ${COMPLETION-CANDIDATES} (default: all).")
    private Set<GeneratedKind> kinds = EnumSet.allOf(GeneratedKind.class);

    @Option(names = "--overwrite", description = "Write over files that are there; otherwise they stay as they are.")
    private boolean overwrite;

    GenerateCommand(Host host) {
        super(host);
    }

    @Override
    Outcome perform() throws InvalidInputException, InterruptedException {
        List<GeneratedFile> files =
                ProjectGenerator.generate(ProjectDetector.standard().detect(directory()), kinds);
        try {
            GeneratedFileWriter writer = new GeneratedFileWriter(new DirectoryWorkspace(directory()), ".");
            WrittenFiles written = overwrite ? writer.overwrite(files) : writer.writeMissing(files);
            return new Outcome(written, inWords(written), ExitCode.DONE);
        } catch (IOException e) {
            throw new InvalidInputException("DIR", directory(), "a directory that can be written: " + e.getMessage());
        }
    }

    private static String inWords(WrittenFiles files) {
        List<String> lines = new ArrayList<>();
        files.written().forEach(file -> lines.add("Wrote " + file));
        files.kept().forEach(file -> lines.add("Kept " + file + ", which was there; --overwrite replaces it"));
        return lines.isEmpty() ? "Nothing is missing" : String.join("\n", lines);
    }
}
