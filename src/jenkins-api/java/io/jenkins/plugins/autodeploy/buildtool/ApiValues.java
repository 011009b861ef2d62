package io.jenkins.plugins.autodeploy.buildtool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;

/**
 * Constants and annotation values in a recorded API: a letter for the kind, then the value. Texts are URL-encoded, so that
 * the brackets and commas around them are the only ones.
 */
final class ApiValues {
    private final String text;
    private int position;

    ApiValues(String text) {
        this.text = text;
    }

    /** One value, as ASM hands it to an annotation visitor. */
    Object value() {
        char kind = text.charAt(position++);
        return switch (kind) {
            case 's' -> URLDecoder.decode(word(), UTF_8);
            case 'i' -> Integer.valueOf(word());
            case 'j' -> Long.valueOf(word());
            case 'f' -> Float.valueOf(word());
            case 'd' -> Double.valueOf(word());
            case 'z' -> Boolean.valueOf(word());
            case 'c' -> Type.getType(word());
            case 'e' -> enumConstant(word());
            case '[' -> values();
            case '@' -> annotation();
            default -> throw new IllegalArgumentException("No kind of value '" + kind + "' in: " + text);
        };
    }

    /** Values in brackets. */
    List<Object> values() {
        List<Object> values = new ArrayList<>();
        take('(');
        while (text.charAt(position) != ')') {
            values.add(value());
            skipComma();
        }
        take(')');
        return values;
    }

    /** A descriptor and its named values in brackets. */
    AnnotationNode annotation() {
        int bracket = text.indexOf('(', position);
        AnnotationNode annotation = new AnnotationNode(text.substring(position, bracket));
        annotation.values = new ArrayList<>();
        position = bracket;
        take('(');
        while (text.charAt(position) != ')') {
            int equals = text.indexOf('=', position);
            annotation.values.add(text.substring(position, equals));
            position = equals + 1;
            annotation.values.add(value());
            skipComma();
        }
        take(')');
        return annotation;
    }

    private static String[] enumConstant(String word) {
        int dot = word.lastIndexOf('.');
        return new String[] {word.substring(0, dot), word.substring(dot + 1)};
    }

    private String word() {
        int start = position;
        while (position < text.length() && ",)".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private void take(char expected) {
        if (text.charAt(position) != expected) {
            throw new IllegalArgumentException("Expected '" + expected + "' at " + position + " of: " + text);
        }
        position++;
    }

    private void skipComma() {
        if (text.charAt(position) == ',') {
            position++;
        }
    }

    static String print(Object value) {
        if (value instanceof String string) {
            return "s" + URLEncoder.encode(string, UTF_8);
        } else if (value instanceof Integer) {
            return "i" + value;
        } else if (value instanceof Long) {
            return "j" + value;
        } else if (value instanceof Float) {
            return "f" + value;
        } else if (value instanceof Double) {
            return "d" + value;
        } else if (value instanceof Boolean) {
            return "z" + value;
        } else if (value instanceof Type type) {
            return "c" + type.getDescriptor();
        } else if (value instanceof String[] constant) {
            return "e" + constant[0] + "." + constant[1];
        } else if (value instanceof AnnotationNode annotation) {
            return "@" + printAnnotation(annotation);
        }
        StringJoiner values = new StringJoiner(",", "[(", ")");
        ((List<?>) value).forEach(element -> values.add(print(element)));
        return values.toString();
    }

    static String printAnnotation(AnnotationNode annotation) {
        StringJoiner values = new StringJoiner(",", annotation.desc + "(", ")");
        for (int i = 0; annotation.values != null && i < annotation.values.size(); i += 2) {
            values.add(annotation.values.get(i) + "=" + print(annotation.values.get(i + 1)));
        }
        return values.toString();
    }
}
