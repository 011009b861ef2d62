package io.jenkins.plugins.autodeploy.engine.image;

import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.record.EventSink;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Hides the secrets of a build in everything that it says: an instruction may print what it was given. */
record SecretMask(List<String> secrets) {
    private static final String MASK = "****";
    /** What is shorter would hide ordinary words. */
    private static final int SHORTEST = 4;

    static SecretMask of(BuildRequest request) {
        Stream<String> password = request.registry().credentials() == null
                ? Stream.empty()
                : Stream.of(request.registry().credentials().password().reveal());
        // Output comes line by line, so a secret of several lines is hidden line by line.
        return new SecretMask(Stream.concat(
                        password,
                        request.parameters().secrets().values().stream()
                                .map(SecretText::reveal)
                                .flatMap(String::lines))
                .map(String::strip)
                .filter(text -> text.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    EventSink over(EventSink events) {
        return (type, stage, status, message, progress, data) ->
                events.emit(type, stage, status, hide(message), progress, data);
    }

    StageFailedException hide(StageFailedException failure) {
        String hidden = hide(failure.getMessage());
        return hidden.equals(failure.getMessage())
                ? failure
                : new StageFailedException(failure.stage(), hidden, failure.advice());
    }

    String hide(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, MASK);
        }
        return hidden;
    }
}
