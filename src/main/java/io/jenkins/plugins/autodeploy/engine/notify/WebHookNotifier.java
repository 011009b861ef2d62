package io.jenkins.plugins.autodeploy.engine.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.record.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts notices as JSON to any address. With a secret the body is signed: {@code X-AutoDeploy-Signature-256: sha256=} and the HMAC-SHA256 of the body's bytes in hexadecimal. {@code X-AutoDeploy-Delivery} is the same for each
 * try, so that a receiver can tell a notice that it has already.
 */
public final class WebHookNotifier implements Notifier {
    private static final String ALGORITHM = "HmacSHA256";

    private final HttpDelivery delivery;
    private final URI address;

    @CheckForNull
    private final SecretText secret;

    /** @param secret null to leave notices unsigned */
    public WebHookNotifier(HttpDelivery delivery, URI address, @CheckForNull SecretText secret) {
        this.delivery = delivery;
        this.address = address;
        this.secret = secret;
    }

    @Override
    public CompletableFuture<Void> send(Notice notice) {
        Map<String, Object> body = Json.toMap(notice);
        body.put("text", notice.sentence());
        String json = Json.write(body);
        Map<String, String> headers = new HashMap<>();
        headers.put("X-AutoDeploy-Event", notice.event().label());
        headers.put(
                "X-AutoDeploy-Delivery",
                notice.deployment() + "-" + notice.event().label());
        if (secret != null) {
            headers.put("X-AutoDeploy-Signature-256", "sha256=" + signature(json, secret));
        }
        return delivery.post(address, json, headers);
    }

    private static String signature(String body, SecretText secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
