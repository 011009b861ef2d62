package io.jenkins.plugins.autodeploy.engine.image.registry;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.image.request.ImageNames;
import io.jenkins.plugins.autodeploy.engine.record.Stage;
import java.util.Locale;
import java.util.regex.Pattern;

/** Why a registry did not take an image, read from what the docker command line or Jib said about it. */
public enum RegistryFault {
    /** 401 or 403. */
    REFUSED,
    /** 404. */
    UNKNOWN_REPOSITORY,
    /** The registry does not let the tag be written again. */
    TAG_REFUSED,
    /** The registry speaks HTTP, or its certificate is not trusted. */
    INSECURE,
    /** The registry's certificate is over, or not yet valid. */
    EXPIRED,
    /** Credentials were kept back because they would have gone in the clear. */
    CREDENTIALS_IN_THE_CLEAR,
    /** 429, 5xx, a reset or refused connection: worth another attempt. */
    TRANSIENT,
    OTHER;

    private static final Pattern REFUSED_TEXT = Pattern.compile(
            "unauthorized|authentication required|no basic auth credentials|denied|forbidden|\\b40[13]\\b|(?:incorrect|invalid) username(?: or |/)password");
    private static final Pattern TAG_TEXT =
            Pattern.compile("immutable|tag invalid|cannot be overwritten|tag \\S+ already exists");
    private static final Pattern EXPIRED_TEXT =
            Pattern.compile("certificate has expired|not yet valid|certificateexpired|notafter:");
    private static final Pattern UNKNOWN_TEXT =
            Pattern.compile("name unknown|repository .* not found|\\b404\\b|not found");
    private static final Pattern INSECURE_TEXT = Pattern.compile(
            "server gave http response to https client|x509:|certificate|only secure connections are allowed|insecureregistry");
    private static final Pattern IN_THE_CLEAR_TEXT = Pattern.compile("credentials for .* were not sent");
    private static final Pattern TRANSIENT_TEXT = Pattern.compile(
            "\\b429\\b|too ?many ?requests|status(?: code)?:? 5\\d\\d|\\b5\\d\\d [a-z]|internal server error|bad gateway|service unavailable|gateway time-?out"
                    + "|connection re(set|fused)|broken pipe|unexpected eof|: eof|i/o timeout|timed out|tls handshake timeout"
                    + "|no such host|temporary failure|failed to respond");

    /** @param text all that was said about the failure */
    public static RegistryFault of(String text) {
        String said = text.toLowerCase(Locale.ROOT);
        if (IN_THE_CLEAR_TEXT.matcher(said).find()) {
            return CREDENTIALS_IN_THE_CLEAR;
        }
        if (TAG_TEXT.matcher(said).find()) {
            return TAG_REFUSED;
        }
        if (EXPIRED_TEXT.matcher(said).find()) {
            return EXPIRED;
        }
        if (INSECURE_TEXT.matcher(said).find()) {
            return INSECURE;
        }
        if (TRANSIENT_TEXT.matcher(said).find()) {
            return TRANSIENT;
        }
        if (REFUSED_TEXT.matcher(said).find()) {
            return REFUSED;
        }
        return UNKNOWN_TEXT.matcher(said).find() ? UNKNOWN_REPOSITORY : OTHER;
    }

    /** The failure of the stage, naming registry, repository and user. */
    public StageFailedException explain(ImageNames names, RegistryCredentials credentials, String said) {
        String user = credentials == null ? "an anonymous user" : "user " + credentials.username();
        String subject = "registry %s, repository %s".formatted(names.registry(), names.repository());
        return switch (this) {
            case REFUSED ->
                failure(
                        "The registry refused the push for %s (%s): %s".formatted(user, subject, said),
                        "Check the credentials and whether this user may push to that repository.");
            case UNKNOWN_REPOSITORY ->
                failure(
                        "The registry does not know where to put the image pushed by %s (%s): %s"
                                .formatted(user, subject, said),
                        "Check the repository's name, or create it in the registry first.");
            case TAG_REFUSED ->
                failure(
                        "The registry does not let a tag that is there be written again (%s): %s"
                                .formatted(subject, said),
                        "Give the image a tag of its own, such as the commit or the number of the build.");
            case EXPIRED ->
                failure(
                        "The certificate of the registry is not valid now (%s): %s".formatted(subject, said),
                        "Renew the registry's certificate, or set the clock of the machine that builds.");
            case INSECURE ->
                failure(
                        "The registry has no connection that is trusted (%s): %s".formatted(subject, said),
                        "Name the authority that signed its certificate (docker reads it on the daemon's machine from /etc/docker/certs.d/%s/ca.crt, Jib from the Java that runs it), or set insecureRegistry (docker: insecure-registries of the daemon too)."
                                .formatted(names.registry()));
            case CREDENTIALS_IN_THE_CLEAR ->
                failure(
                        "The registry speaks plain HTTP, so the password of %s was not sent (%s)"
                                .formatted(user, subject),
                        "Use HTTPS, or allow it with the Java option -DsendCredentialsOverHttp=true where the build runs.");
            case TRANSIENT ->
                failure(
                        "The registry could not be reached or kept failing (%s): %s".formatted(subject, said),
                        "Try again when the registry answers.");
            case OTHER -> failure("The push failed (%s): %s".formatted(subject, said), "");
        };
    }

    private static StageFailedException failure(String reason, String advice) {
        return new StageFailedException(Stage.PUSH, reason, advice);
    }
}
