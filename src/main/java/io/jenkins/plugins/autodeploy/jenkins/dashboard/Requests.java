package io.jenkins.plugins.autodeploy.jenkins.dashboard;

import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Map;
import org.kohsuke.stapler.StaplerRequest2;

/** What is read from requests. */
final class Requests {
    private static final int LONGEST_BODY = 64 * 1024;

    private Requests() {}

    /** The first value of each parameter. */
    static Map<String, String> parameters(StaplerRequest2 request) {
        Map<String, String> parameters = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        return parameters;
    }

    /** The body as text; null when it is longer than a body may be. */
    static String body(StaplerRequest2 request) throws IOException {
        StringBuilder body = new StringBuilder();
        char[] buffer = new char[4096];
        try (Reader reader = request.getReader()) {
            int count;
            while ((count = reader.read(buffer)) >= 0) {
                body.append(buffer, 0, count);
                if (body.length() > LONGEST_BODY) {
                    return null;
                }
            }
        }
        return body.toString();
    }
}
