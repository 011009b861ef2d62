package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;

import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import java.util.List;
import java.util.regex.Pattern;

/** Who may change or run as whom the files of the image, and what the build itself may do. */
final class PermissionCheck implements DockerfileCheck {
    private static final Rule WORLD_WRITABLE = new Rule(
            "dockerfile-world-writable",
            Severity.MEDIUM,
            "Every user of the container may change the files",
            "give them to the user that needs them, by COPY --chown or chown");
    private static final Rule SETUID = new Rule(
            "dockerfile-setuid",
            Severity.MEDIUM,
            "A program runs as its owner, whoever starts it",
            "remove the setuid bit");
    private static final Rule INSECURE_RUN = new Rule(
            "dockerfile-insecure-run",
            Severity.HIGH,
            "The build may do all that its host can",
            "remove --security=insecure");
    private static final Rule HOST_NETWORK = new Rule(
            "dockerfile-host-network",
            Severity.MEDIUM,
            "The build is in the network of its host",
            "remove --network=host");

    private static final Pattern OCTAL = Pattern.compile("0?([0-7]?)[0-7]{2}([0-7])");
    private static final Pattern SYMBOLIC_WRITE = Pattern.compile("(?:^|,)[ugo]{0,3}[oa][ugoa]{0,3}[+=][rxXs]{0,4}w");
    private static final Pattern SYMBOLIC_SETUID =
            Pattern.compile("(?:^|,)(?:[goa]{0,3}[ua][ugoa]{0,3})?[+=][rwxX]{0,4}s");
    private static final String CHMOD = "--chmod=";

    @Override
    public List<Rule> rules() {
        return List.of(WORLD_WRITABLE, SETUID, INSECURE_RUN, HOST_NETWORK);
    }

    @Override
    public void check(BuildRecipe recipe, Faults faults) {
        for (BuildRecipe.Copied copied : recipe.copied()) {
            copied.flags().stream()
                    .filter(flag -> flag.startsWith(CHMOD))
                    .forEach(flag -> mode(flag.substring(CHMOD.length()), copied.line(), faults));
        }
        for (BuildRecipe.Run run : recipe.runs()) {
            if (run.flags().contains("--security=insecure")) {
                faults.add(INSECURE_RUN, run.line());
            }
            if (run.flags().contains("--network=host")) {
                faults.add(HOST_NETWORK, run.line());
            }
            run.commands().forEach(command -> mode(command, run.line(), faults));
        }
    }

    /** Also behind {@code find -exec} and {@code xargs}. The mode is the first argument that is no option. */
    private static void mode(ShellCommand command, int line, Faults faults) {
        List<String> words = command.words();
        int chmod = words.indexOf("chmod");
        if (chmod < 0) {
            return;
        }
        words.stream()
                .skip(chmod + 1L)
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .ifPresent(mode -> mode(mode, line, faults));
    }

    private static void mode(String mode, int line, Faults faults) {
        var octal = OCTAL.matcher(mode);
        boolean isOctal = octal.matches();
        int special = isOctal && !octal.group(1).isEmpty() ? octal.group(1).charAt(0) - '0' : 0;
        // With the sticky bit, as /tmp has it, each may change only what is their own.
        boolean sticky = isOctal ? (special & 1) != 0 : mode.contains("t");
        boolean writable = isOctal
                ? (octal.group(2).charAt(0) - '0' & 2) != 0
                : SYMBOLIC_WRITE.matcher(mode).find();
        if (writable && !sticky) {
            faults.add(WORLD_WRITABLE, line, mode);
        }
        if (isOctal ? special >= 4 : SYMBOLIC_SETUID.matcher(mode).find()) {
            faults.add(SETUID, line, mode);
        }
    }
}
