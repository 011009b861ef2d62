package io.jenkins.plugins.autodeploy.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.regex.Pattern;

/** What every request and answer must have. */
final class Guard {
    private static final Pattern THIS_MACHINE = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    private Guard() {}

    /** Refuses requests under a foreign name (DNS rebinding) and sets the headers that keep the page to itself. */
    static void check(Context request) {
        request.header(
                        "Content-Security-Policy",
                        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store");
        if (!isThisMachine(request.host())) {
            throw new ForbiddenResponse("Only names of this machine are served: localhost, 127.0.0.1, [::1]");
        }
    }

    /** A WebSocket is not bound by the same-origin policy: the page that opens it must be ours. */
    static void checkUpgrade(Context request) {
        if (!isThisMachine(request.host()) || !("http://" + request.host()).equals(request.header("Origin"))) {
            throw new ForbiddenResponse("Only the page of this server may open its feed");
        }
    }

    private static boolean isThisMachine(@CheckForNull String host) {
        return host != null && THIS_MACHINE.matcher(host).matches();
    }
}
