package io.jenkins.plugins.autodeploy.engine.generate;

/** Lines of Groovy. Text of a project gets in only as a literal. */
final class GroovyText {
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder();
    private int depth;

    GroovyText line(String line) {
        text.append(line.isEmpty() ? "" : INDENT.repeat(depth)).append(line).append('\n');
        return this;
    }

    /** A line with a brace at its end, whose block goes on until {@link #end}. */
    GroovyText begin(String head) {
        line(head + " {");
        depth++;
        return this;
    }

    GroovyText end() {
        depth--;
        return line("}");
    }

    /** In single quotes, which Groovy fills nothing into. */
    static String literal(String value) {
        StringBuilder literal = new StringBuilder("'");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '\\' -> literal.append("\\\\");
                case '\'' -> literal.append("\\'");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                default -> literal.append(Character.isISOControl(c) ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return literal.append('\'').toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
