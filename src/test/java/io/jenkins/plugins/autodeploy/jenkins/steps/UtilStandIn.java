package io.jenkins.plugins.autodeploy.jenkins.steps;

import static org.mockito.Mockito.mockStatic;

import hudson.Util;
import org.mockito.MockedStatic;
import org.mockito.invocation.InvocationOnMock;

/** What {@link Util} does with texts, where only its signatures are. */
final class UtilStandIn {
    private UtilStandIn() {}

    /** Until it is closed. */
    static MockedStatic<Util> open() {
        return mockStatic(Util.class, UtilStandIn::answer);
    }

    private static Object answer(InvocationOnMock call) {
        String text = call.getArgument(0);
        return switch (call.getMethod().getName()) {
            case "fixEmptyAndTrim" -> text == null || text.isBlank() ? null : text.trim();
            case "fixEmpty" -> text == null || text.isEmpty() ? null : text;
            case "fixNull" -> text == null ? "" : text;
            default -> throw new UnsupportedOperationException(call.getMethod().toString());
        };
    }
}
