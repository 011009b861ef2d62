package io.jenkins.plugins.autodeploy.buildtool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The text of a recorded API: one block a type, as {@code src/jenkins-api/README.md} describes it.
 *
 * <p>A {@link ClassNode} is the model on both sides: {@link #parse} gives nodes without code, {@link #print} ignores the
 * code of those it is given. A nested type's {@code access} carries the flags of its InnerClasses entry, as the text does.
 */
final class ApiText {
    /** What the text holds of a type's flags: what ASM adds to them for its own use is above these. */
    private static final int CLASS_FILE_FLAGS = 0xFFFF;

    private ApiText() {}

    /** @throws IllegalArgumentException naming the first line that is not in the format */
    static List<ClassNode> parse(List<String> lines) {
        List<ClassNode> types = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("class ")) {
                types.add(parseType(line));
            } else if (!line.isBlank()) {
                parseMember(line, types);
            }
        }
        return types;
    }

    private static ClassNode parseType(String line) {
        ApiLine words = new ApiLine(line).expect("class");
        ClassNode type = new ClassNode();
        type.version = Opcodes.V17;
        type.access = words.flags();
        type.name = words.next();
        type.superName = words.expect("extends").next();
        type.interfaces = words.list("implements");
        type.signature = words.rest("sig");
        return type;
    }

    private static void parseMember(String line, List<ClassNode> types) {
        if (types.isEmpty()) {
            throw new IllegalArgumentException("A member before the first type: " + line);
        }
        ClassNode type = types.get(types.size() - 1);
        ApiLine words = new ApiLine(line.stripLeading());
        switch (words.next()) {
            case "inner" ->
                type.innerClasses.add(new InnerClassNode(words.next(), words.next(), words.next(), words.flags()));
            case "annotation" -> parseAnnotation(words.next(), type);
            case "field" -> type.fields.add(parseField(words));
            case "method" -> type.methods.add(parseMethod(words));
            default -> throw new IllegalArgumentException("Not a line of a recorded API: " + line);
        }
    }

    private static void parseAnnotation(String text, ClassNode type) {
        AnnotationNode annotation = new ApiValues(text.substring(1)).annotation();
        if (text.startsWith("+")) {
            type.visibleAnnotations = append(type.visibleAnnotations, annotation);
        } else {
            type.invisibleAnnotations = append(type.invisibleAnnotations, annotation);
        }
    }

    private static List<AnnotationNode> append(List<AnnotationNode> list, AnnotationNode annotation) {
        return list == null
                ? new ArrayList<>(List.of(annotation))
                : Stream.concat(list.stream(), Stream.of(annotation)).toList();
    }

    private static FieldNode parseField(ApiLine words) {
        int flags = words.flags();
        String name = words.next();
        String descriptor = words.next();
        String signature = words.optional("sig");
        String value = words.optional("const");
        return new FieldNode(flags, name, descriptor, signature, value == null ? null : new ApiValues(value).value());
    }

    private static MethodNode parseMethod(ApiLine words) {
        int flags = words.flags();
        String name = words.next();
        String descriptor = words.next();
        String signature = words.upTo("sig", "throws", "default");
        List<String> thrown = words.list("throws");
        MethodNode method = new MethodNode(flags, name, descriptor, signature, thrown.toArray(String[]::new));
        String value = words.optional("default");
        method.annotationDefault =
                value == null ? null : new ApiValues(value).values().get(0);
        return method;
    }

    /** Types by name, members by their lines: the same API gives the same text. */
    static List<String> print(List<ClassNode> types) {
        return types.stream()
                .sorted(Comparator.comparing(type -> type.name))
                .flatMap(ApiText::printType)
                .toList();
    }

    private static Stream<String> printType(ClassNode type) {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder("class ")
                .append(Integer.toHexString(type.access & CLASS_FILE_FLAGS))
                .append(' ')
                .append(type.name)
                .append(" extends ")
                .append(type.superName);
        option(head, "implements", String.join(",", type.interfaces));
        option(head, "sig", type.signature);
        lines.add(head.toString());
        type.innerClasses.forEach(inner -> lines.add(" inner " + inner.name + " " + inner.outerName + " "
                + inner.innerName + " " + Integer.toHexString(inner.access & CLASS_FILE_FLAGS)));
        printAnnotations("+", type.visibleAnnotations, lines);
        printAnnotations("-", type.invisibleAnnotations, lines);
        type.fields.stream().map(ApiText::printField).sorted().forEach(lines::add);
        type.methods.stream().map(ApiText::printMethod).sorted().forEach(lines::add);
        return lines.stream();
    }

    private static void printAnnotations(String visibility, List<AnnotationNode> annotations, List<String> lines) {
        if (annotations != null) {
            annotations.forEach(
                    annotation -> lines.add(" annotation " + visibility + ApiValues.printAnnotation(annotation)));
        }
    }

    private static String printField(FieldNode field) {
        StringBuilder line = member("field", field.access, field.name, field.desc);
        option(line, "sig", field.signature);
        option(line, "const", field.value == null ? null : ApiValues.print(field.value));
        return line.toString();
    }

    private static String printMethod(MethodNode method) {
        StringBuilder line = member("method", method.access, method.name, method.desc);
        option(line, "sig", method.signature);
        option(line, "throws", String.join(",", method.exceptions));
        option(
                line,
                "default",
                method.annotationDefault == null ? null : "(" + ApiValues.print(method.annotationDefault) + ")");
        return line.toString();
    }

    private static StringBuilder member(String kind, int access, String name, String descriptor) {
        return new StringBuilder(" ")
                .append(kind)
                .append(' ')
                .append(Integer.toHexString(access & CLASS_FILE_FLAGS))
                .append(' ')
                .append(name)
                .append(' ')
                .append(descriptor);
    }

    private static void option(StringBuilder line, String key, String value) {
        if (value != null && !value.isEmpty()) {
            line.append(' ').append(key).append(' ').append(value);
        }
    }
}
