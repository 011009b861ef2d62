package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;

import io.jenkins.plugins.autodeploy.engine.deploy.ManifestText;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.Command;
import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.CommandTimeoutException;
import io.jenkins.plugins.autodeploy.engine.host.OutputText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Renders a folder that has a kustomization, by the first program that is there and can. */
final class Kustomize {
    private static final List<List<String>> PROGRAMS =
            List.of(List.of("kubectl", "kustomize"), List.of("kustomize", "build"));
    /** What shells and container runtimes answer for a program that is not there or cannot be run. */
    private static final List<Integer> NOT_THERE = List.of(126, 127);

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int LONGEST_COMPLAINT = 64 * 1024;

    private final CommandRunner runner;
    private final String directory;

    /** @param directory absolute path of the one that folders are relative to */
    Kustomize(CommandRunner runner, String directory) {
        this.runner = runner;
        this.directory = directory;
    }

    /** @throws InvalidInputException when the kustomization cannot be rendered or there is no program that does */
    ManifestText render(String folder) throws InvalidInputException, IOException, InterruptedException {
        for (List<String> program : PROGRAMS) {
            OutputText rendered = new OutputText(ManifestFiles.LARGEST_FILE);
            OutputText complaint = new OutputText(LONGEST_COMPLAINT);
            int exitCode = run(program, folder, rendered, complaint);
            if (exitCode == 0) {
                return new ManifestText(
                        folder.equals(".") ? "kustomization" : folder + " (kustomize)", rendered.whole());
            }
            if (!NOT_THERE.contains(exitCode)) {
                throw new InvalidInputException(
                        ManifestFiles.PARAMETER,
                        folder,
                        "a kustomization that can be rendered; '%s' says: %s"
                                .formatted(String.join(" ", program), complaint.lastLine()));
            }
        }
        throw new InvalidInputException(
                ManifestFiles.PARAMETER,
                folder,
                "kubectl or kustomize where the manifests are, since the folder has a kustomization: install one of them, or name files that were rendered already");
    }

    private int run(List<String> program, String folder, OutputText rendered, OutputText complaint)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(program);
        arguments.add("./" + folder);
        try {
            return runner.run(new Command(arguments, directory, Map.of(), TIMEOUT), rendered, complaint);
        } catch (CommandTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return NOT_THERE.get(0);
        }
    }
}
