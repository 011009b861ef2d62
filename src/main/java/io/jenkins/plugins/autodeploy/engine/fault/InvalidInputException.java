package io.jenkins.plugins.autodeploy.engine.fault;

/**
 * A mistake of the user: a parameter whose value cannot be used. The message is one sentence that names the parameter, its value and what
 * would be right; hosts show it without a stack trace. Nothing has been changed anywhere when it is thrown.
 */
public class InvalidInputException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_VALUE_SHOWN = 200;

    private final String parameter;

    /**
     * @param parameter the parameter's name as the user wrote it
     * @param value what was given; shown shortened and without control characters
     * @param expected what would be right, as the end of a sentence: "a directory in the workspace"
     */
    public InvalidInputException(String parameter, Object value, String expected) {
        super("%s: '%s' is not valid: expected %s".formatted(parameter, printable(value), expected));
        this.parameter = parameter;
    }

    public String parameter() {
        return parameter;
    }

    private static String printable(Object value) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "\u00b7");
        return text.length() <= LONGEST_VALUE_SHOWN ? text : text.substring(0, LONGEST_VALUE_SHOWN) + "\u2026";
    }
}
