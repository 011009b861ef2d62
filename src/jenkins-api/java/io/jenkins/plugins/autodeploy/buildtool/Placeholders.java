package io.jenkins.plugins.autodeploy.buildtool;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * Empty types in place of those that signatures of a recorded API name and nobody has: restricted ones, and those of
 * libraries that only Jenkins itself uses. Without them reflection, and so every mock, fails on the types that name them;
 * with no members and no way to make one, a plugin still cannot use them.
 */
final class Placeholders {
    private Placeholders() {}

    /** @param libraries has the types that need no placeholder, beside the API's own */
    static List<ClassNode> of(List<ClassNode> api, ClassLoader libraries) {
        Set<String> known = api.stream().map(type -> type.name).collect(Collectors.toSet());
        Set<String> superclasses = new HashSet<>();
        Set<String> exceptions = new HashSet<>();
        for (ClassNode type : api) {
            superclasses.add(type.superName);
            type.methods.forEach(method -> exceptions.addAll(method.exceptions));
        }
        return Mentions.in(api).entrySet().stream()
                .filter(mention ->
                        !known.contains(mention.getKey()) && libraries.getResource(mention.getKey() + ".class") == null)
                .map(mention -> placeholder(mention.getKey(), mention.getValue(), superclasses, exceptions))
                .toList();
    }

    /** A class where something extends it, a checked exception where something throws it, else an interface. */
    private static ClassNode placeholder(
            String name, int typeParameters, Set<String> superclasses, Set<String> exceptions) {
        boolean isClass = superclasses.contains(name) || exceptions.contains(name);
        int kind = isClass ? Opcodes.ACC_SUPER : Opcodes.ACC_INTERFACE;
        ClassNode type = new ClassNode();
        type.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | kind,
                name,
                typeParameters == 0 ? null : generic(typeParameters),
                exceptions.contains(name) ? "java/lang/Exception" : "java/lang/Object",
                null);
        return type;
    }

    private static String generic(int typeParameters) {
        return IntStream.range(0, typeParameters)
                .mapToObj(i -> "T" + i + ":Ljava/lang/Object;")
                .collect(Collectors.joining("", "<", ">Ljava/lang/Object;"));
    }
}
