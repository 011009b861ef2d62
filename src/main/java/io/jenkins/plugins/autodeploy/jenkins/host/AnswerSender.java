package io.jenkins.plugins.autodeploy.jenkins.host;

import io.jenkins.plugins.autodeploy.engine.live.Answer;
import java.io.IOException;
import org.kohsuke.stapler.StaplerResponse2;

/** Sends an answer of the API over Jenkins' web server. */
public final class AnswerSender {
    private AnswerSender() {}

    public static void send(StaplerResponse2 response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", answer.cacheControl());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().write(answer.json());
    }
}
