package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;

import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile.Instruction;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.SecretNames;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Secrets that end up in the image or its history. Their values are never reported. */
final class SecretCheck implements DockerfileCheck {
    private static final String MOUNT = "mount it with RUN --mount=type=secret, or give it at start";
    private static final Rule IN_ENV =
            new Rule("dockerfile-secret-in-env", Severity.HIGH, "ENV puts a secret into the image", MOUNT);
    private static final Rule IN_ARG = new Rule(
            "dockerfile-secret-in-arg",
            Severity.HIGH,
            "The default of ARG puts a secret into the image's history",
            MOUNT);
    private static final Rule BUILD_ARGUMENT = new Rule(
            "dockerfile-secret-build-argument",
            Severity.MEDIUM,
            "A secret given as a build argument stays in the image's history",
            "mount it with RUN --mount=type=secret");
    private static final Rule IN_RUN =
            new Rule("dockerfile-secret-in-run", Severity.HIGH, "A command has a secret written into it", MOUNT);
    private static final Rule COPIED = new Rule(
            "dockerfile-secret-copied",
            Severity.HIGH,
            "A file that holds keys or passwords is copied into the image",
            "mount it with RUN --mount=type=secret, and name it in .dockerignore");

    private static final Pattern SECRET_FILE = Pattern.compile(
            "id_(?:rsa|dsa|ecdsa|ed25519)|\\.(?:netrc|pypirc|git-credentials|pgpass|htpasswd|ssh|aws|gnupg|kube)"
                    + "|\\.env(?:\\.(?!example|sample|template|dist|defaults)[\\w-]{1,50})?|.{0,100}\\.(?:key|p12|pfx)|kubeconfig|credentials");
    private static final Set<String> FLAGS = Set.of(
            "--password",
            "--passwd",
            "--token",
            "--auth-token",
            "--access-token",
            "--api-key",
            "--apikey",
            "--secret",
            "--secret-key",
            "--client-secret",
            "--http-password");

    @Override
    public List<Rule> rules() {
        return List.of(IN_ENV, IN_ARG, BUILD_ARGUMENT, IN_RUN, COPIED);
    }

    @Override
    public void check(BuildRecipe recipe, Faults faults) {
        recipe.instructions("ENV").forEach(instruction -> env(instruction, faults));
        recipe.instructions("ARG").forEach(instruction -> arg(recipe, instruction, faults));
        for (BuildRecipe.Run run : recipe.runs()) {
            if (run.commands().stream().anyMatch(SecretCheck::hasSecret)) {
                faults.add(IN_RUN, run.line());
            }
        }
        for (BuildRecipe.Copied copied : recipe.copied()) {
            copied.sources().stream()
                    .filter(source -> SECRET_FILE.matcher(name(source)).matches())
                    .forEach(source -> faults.add(COPIED, copied.line(), source));
        }
    }

    /** Also where the value comes from a build argument: what ENV holds is in the image, wherever it came from. */
    private static void env(Instruction instruction, Faults faults) {
        for (Assignments.Assignment assignment : Assignments.of(instruction)) {
            String value = assignment.value();
            if (SecretNames.isSecret(assignment.name()) && (value.startsWith("$") || SecretNames.isLiteral(value))) {
                faults.add(IN_ENV, instruction.line(), assignment.name());
            }
        }
    }

    private static void arg(BuildRecipe recipe, Instruction instruction, Faults faults) {
        for (Assignments.Assignment assignment : Assignments.of(instruction)) {
            if (SecretNames.isSecretWritten(assignment.name(), assignment.value())) {
                faults.add(IN_ARG, instruction.line(), assignment.name());
            } else if (SecretNames.isSecret(assignment.name()) && recipe.isInLastStage(instruction)) {
                faults.add(BUILD_ARGUMENT, instruction.line(), assignment.name());
            }
        }
    }

    private static boolean hasSecret(ShellCommand command) {
        return command.assignments().stream().anyMatch(SecretCheck::isAssigned)
                || command.arguments().stream().anyMatch(word -> isFlag(word) || isRegistryToken(word))
                || hasFollowingSecret(command);
    }

    private static boolean isAssigned(String assignment) {
        String[] parts = assignment.split("=", 2);
        return SecretNames.isSecretWritten(parts[0], parts[1]);
    }

    private static boolean isFlag(String word) {
        int equals = word.indexOf('=');
        return equals > 0
                && FLAGS.contains(word.substring(0, equals))
                && SecretNames.isLiteral(word.substring(equals + 1));
    }

    /** {@code //registry.npmjs.org/:_authToken=…}. */
    private static boolean isRegistryToken(String word) {
        int equals = word.indexOf("_authToken=");
        return equals >= 0 && SecretNames.isLiteral(word.substring(equals + "_authToken=".length()));
    }

    private static boolean hasFollowingSecret(ShellCommand command) {
        List<String> arguments = command.arguments();
        for (int i = 0; i + 1 < arguments.size(); i++) {
            String flag = arguments.get(i);
            String value = arguments.get(i + 1);
            int colon = value.indexOf(':');
            boolean login =
                    command.program().equals("curl") && (flag.equals("-u") || flag.equals("--user")) && colon > 0;
            boolean named = FLAGS.contains(flag) || flag.endsWith(":_authToken") || flag.equals("_authToken");
            if (named && !value.startsWith("-") && SecretNames.isLiteral(value)
                    || login && SecretNames.isLiteral(value.substring(colon + 1))) {
                return true;
            }
        }
        return false;
    }

    private static String name(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}
