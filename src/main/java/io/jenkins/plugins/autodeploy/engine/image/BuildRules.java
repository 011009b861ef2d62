package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.util.List;
import java.util.regex.Pattern;

/** What a {@link BuildRequest} must be like before anything runs. */
final class BuildRules {
    static final List<String> BUILDERS = List.of("auto", "docker", "jib");

    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]+/[a-z0-9_]+(/[a-z0-9]+)?");
    private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

    private BuildRules() {}

    static void check(BuildRequest request) throws InvalidInputException {
        if (!BUILDERS.contains(request.builder())) {
            throw new InvalidInputException("builder", request.builder(), "one of " + String.join(", ", BUILDERS));
        }
        for (String name : request.buildArgs().keySet()) {
            require(ARGUMENT, "buildArgs", name, "names of letters, digits and '_'");
        }
        for (String label : request.labels().keySet()) {
            if (label.isBlank() || label.contains("=")) {
                throw new InvalidInputException("labels", label, "names that are not empty and hold no '='");
            }
        }
        if (request.platform() != null) {
            require(PLATFORM, "platform", request.platform(), "one platform such as linux/amd64 or linux/arm64/v8");
        }
        if (request.target() != null) {
            require(STAGE, "target", request.target(), "the name or number of a stage in the Dockerfile");
        }
        if (request.timeout().isNegative() || request.timeout().isZero()) {
            throw new InvalidInputException("timeoutMinutes", request.timeout().toMinutes(), "a number above 0");
        }
    }

    private static void require(Pattern pattern, String parameter, String value, String expected)
            throws InvalidInputException {
        if (!pattern.matcher(value).matches()) {
            throw new InvalidInputException(parameter, value, expected);
        }
    }
}
