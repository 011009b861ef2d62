package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;

import io.jenkins.plugins.autodeploy.engine.dockerfile.Dockerfile.Instruction;
import io.jenkins.plugins.autodeploy.engine.record.Severity;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Faults;
import io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether what comes from the network is what it should be. */
final class DownloadCheck implements DockerfileCheck {
    private static final Rule ADD_ADDRESS = new Rule(
            "dockerfile-add-url",
            Severity.MEDIUM,
            "ADD takes whatever the address gives that day",
            "add --checksum, or fetch and check it in RUN");
    private static final Rule PIPE_TO_SHELL = new Rule(
            "dockerfile-pipe-to-shell",
            Severity.MEDIUM,
            "A download runs unread",
            "save it, check its checksum, then run it");
    private static final Rule UNVERIFIED = new Rule(
            "dockerfile-tls-not-verified",
            Severity.HIGH,
            "A download comes from whoever answers: certificates are not checked",
            "add the authority's certificate to the image instead");
    private static final Rule PLAIN_HTTP = new Rule(
            "dockerfile-plain-http",
            Severity.MEDIUM,
            "A download can be changed on its way",
            "use https, or check its checksum with ADD --checksum");

    private static final Set<String> DOWNLOADERS = Set.of("curl", "wget");
    private static final Set<String> OTHER_INTERPRETERS = Set.of("python", "python3", "perl", "ruby", "node", "php");
    private static final Set<String> RUN_THEIR_ARGUMENT = Set.of("eval", "source", ".");
    private static final Pattern DOWNLOAD_IN_WORD = Pattern.compile("[(`]\\s{0,9}(?:curl|wget)\\s");
    /** Short options of curl without a value, and -k among them. */
    private static final Pattern CURL_INSECURE =
            Pattern.compile("--insecure|-[#0-9afgGiIjJlLnNOpqRsSv]{0,20}k[A-Za-z]{0,20}");

    private static final Pattern PLAIN_ADDRESS =
            Pattern.compile("(?i)http://(?!localhost\\b|127\\.|\\[::1]|0\\.0\\.0\\.0|host\\.docker\\.internal)[^$].*");
    private static final Set<String> FETCHING =
            Set.of("curl", "wget", "git", "pip", "pip3", "npm", "yarn", "pnpm", "gem", "aria2c", "rpm");
    /** Settings that turn the check off, without their names' case. */
    private static final Pattern SETTING = Pattern.compile(
            "(?i)GIT_SSL_NO_VERIFY=(?:1|true)|NODE_TLS_REJECT_UNAUTHORIZED=0|PYTHONHTTPSVERIFY=0|npm_config_strict_ssl=false"
                    + "|BUNDLE_SSL_VERIFY_MODE=0|PIP_TRUSTED_HOST=.+|GOINSECURE=.+|http\\.sslverify=(?:false|0)|strict-ssl=false"
                    + "|disable-tls=true|Acquire::https::Verify-(?:Peer|Host)=(?:false|0)|--trusted-host=.+");

    /** Names of settings that are given as a word of their own before the value ({@code npm config set strict-ssl false}). */
    private static final Set<String> SET_BY_NEXT_WORD = Set.of("strict-ssl", "http.sslverify", "disable-tls");

    @Override
    public List<Rule> rules() {
        return List.of(ADD_ADDRESS, PIPE_TO_SHELL, UNVERIFIED, PLAIN_HTTP);
    }

    @Override
    public void check(BuildRecipe recipe, Faults faults) {
        recipe.copied().forEach(copied -> added(copied, faults));
        recipe.instructions("ENV", "ARG").forEach(instruction -> settings(instruction, faults));
        for (BuildRecipe.Run run : recipe.runs()) {
            for (ShellCommand command : run.commands()) {
                if (runsDownload(command)) {
                    faults.add(PIPE_TO_SHELL, run.line());
                }
                if (isUnverified(command)) {
                    faults.add(UNVERIFIED, run.line());
                }
                if (FETCHING.contains(command.program())
                        && command.arguments().stream()
                                .anyMatch(word -> PLAIN_ADDRESS.matcher(word).matches())) {
                    faults.add(PLAIN_HTTP, run.line());
                }
            }
        }
    }

    private static void added(BuildRecipe.Copied copied, Faults faults) {
        boolean checked = copied.flags().stream().anyMatch(flag -> flag.startsWith("--checksum="));
        for (String source : checked || !copied.name().equals("ADD") ? List.<String>of() : copied.sources()) {
            if (source.matches("(?i)https?://.*") && !source.endsWith(".git")) {
                faults.add(ADD_ADDRESS, copied.line());
            }
            if (PLAIN_ADDRESS.matcher(source).matches()) {
                faults.add(PLAIN_HTTP, copied.line());
            }
        }
    }

    private static void settings(Instruction instruction, Faults faults) {
        for (Assignments.Assignment assignment : Assignments.of(instruction)) {
            if (SETTING.matcher(assignment.name() + "=" + assignment.value()).matches()) {
                faults.add(UNVERIFIED, instruction.line(), assignment.name());
            }
        }
    }

    private static boolean runsDownload(ShellCommand command) {
        boolean reads = command.isShell()
                || OTHER_INTERPRETERS.contains(command.program())
                        && (command.arguments().isEmpty()
                                || command.arguments().get(0).equals("-"));
        boolean fromPipe = reads
                && Stream.iterate(command.input(), input -> input != null, ShellCommand::input)
                        .limit(10)
                        .anyMatch(input -> DOWNLOADERS.contains(input.program()));
        boolean asArgument = (command.isShell() || RUN_THEIR_ARGUMENT.contains(command.program()))
                && command.arguments().stream()
                        .anyMatch(word -> DOWNLOAD_IN_WORD.matcher(word).find());
        return fromPipe || asArgument;
    }

    private static boolean isUnverified(ShellCommand command) {
        List<String> arguments = command.arguments();
        boolean byFlag =
                switch (command.program()) {
                    case "curl" ->
                        arguments.stream()
                                .anyMatch(word -> CURL_INSECURE.matcher(word).matches());
                    case "wget" -> arguments.contains("--no-check-certificate");
                    case "pip", "pip3", "python", "python3" -> arguments.contains("--trusted-host");
                    default -> false;
                };
        Stream<String> settings = Stream.concat(command.assignments().stream(), arguments.stream())
                .filter(word -> word.indexOf('=') > 0);
        Stream<String> pairs = Stream.iterate(0, i -> i + 1 < arguments.size(), i -> i + 1)
                .filter(i -> SET_BY_NEXT_WORD.contains(arguments.get(i).toLowerCase(Locale.ROOT)))
                .map(i -> arguments.get(i) + "=" + arguments.get(i + 1));
        return byFlag
                || Stream.concat(settings, pairs)
                        .anyMatch(setting -> SETTING.matcher(setting).matches());
    }
}
