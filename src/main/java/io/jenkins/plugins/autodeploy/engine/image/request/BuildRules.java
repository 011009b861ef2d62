package io.jenkins.plugins.autodeploy.engine.image.request;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a {@link BuildRequest} must be like before anything runs. */
public final class BuildRules {
    /** The builders in the order in which {@code auto} tries them. */
    public static final List<String> BUILDERS = List.of("docker", "buildah", "podman", "kaniko", "jib");

    /** Lets the machine decide. */
    public static final String AUTO = "auto";

    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]+/[a-z0-9_]+(/[a-z0-9]+)?");
    private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final Pattern NETWORK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:/-]*");
    private static final Pattern SECRET_ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final List<String> FORMATS = List.of("oci", "docker");

    private BuildRules() {}

    /** @throws InvalidInputException when a parameter can be right for no builder */
    public static void check(BuildRequest request) throws InvalidInputException {
        if (!AUTO.equals(request.builder()) && !BUILDERS.contains(request.builder())) {
            throw new InvalidInputException(
                    "builder", request.builder(), "one of auto, " + String.join(", ", BUILDERS));
        }
        if (request.timeout().isNegative() || request.timeout().isZero()) {
            throw new InvalidInputException("timeoutMinutes", request.timeout().toMinutes(), "a number above 0");
        }
        check(request.parameters());
        checkCertificates(request.registry().certificateAuthority());
    }

    private static void check(BuildParameters parameters) throws InvalidInputException {
        requireEach(ARGUMENT, "buildArgs", parameters.buildArgs(), "names of letters, digits and '_'");
        requireEach(SECRET_ID, "secrets", parameters.secrets(), "ids of letters, digits, '_', '.' and '-'");
        for (String label : parameters.labels().keySet()) {
            if (label.isBlank() || label.contains("=")) {
                throw new InvalidInputException("labels", label, "names that are not empty and hold no '='");
            }
        }
        for (String platform : parameters.platforms()) {
            require(
                    PLATFORM,
                    "platform",
                    platform,
                    "platforms such as linux/amd64 or linux/arm64/v8, separated by commas");
        }
        require(STAGE, "target", parameters.target(), "the name or number of a stage in the Dockerfile");
        require(NETWORK, "network", parameters.network(), "host, none, or the name of a network");
        for (String repository : parameters.cacheFrom()) {
            requireReference("cacheFrom", repository);
        }
        if (parameters.cacheTo() != null && !parameters.hasInlineCache()) {
            requireReference("cacheTo", parameters.cacheTo());
        }
        if (parameters.format() != null && !FORMATS.contains(parameters.format())) {
            throw new InvalidInputException("format", parameters.format(), "one of " + String.join(", ", FORMATS));
        }
    }

    private static void requireEach(Pattern pattern, String parameter, Map<String, ?> values, String expected)
            throws InvalidInputException {
        for (String name : values.keySet()) {
            require(pattern, parameter, name, expected);
        }
    }

    private static void require(Pattern pattern, String parameter, String value, String expected)
            throws InvalidInputException {
        if (value != null && !pattern.matcher(value).matches()) {
            throw new InvalidInputException(parameter, value, expected);
        }
    }

    private static void requireReference(String parameter, String reference) throws InvalidInputException {
        try {
            ImageReference.parse(reference);
        } catch (InvalidImageReferenceException e) {
            throw new InvalidInputException(
                    parameter, reference, "a repository such as registry.example.com/team/app-cache");
        }
    }

    private static void checkCertificates(String pem) throws InvalidInputException {
        try {
            if (pem != null
                    && CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                            .isEmpty()) {
                throw new InvalidInputException("registryCa", pem, "PEM certificates");
            }
        } catch (CertificateException e) {
            throw new InvalidInputException("registryCa", pem, "PEM certificates");
        }
    }
}
