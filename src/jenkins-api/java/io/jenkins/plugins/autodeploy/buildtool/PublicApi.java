package io.jenkins.plugins.autodeploy.buildtool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;

/**
 * What plugins may use of a set of types: no member that is private, package-private, deprecated or made by the compiler,
 * no type inside a method, and nothing restricted to the code that it is in.
 */
final class PublicApi {
    private static final String RESTRICTED = "Lorg/kohsuke/accmod/Restricted;";
    private static final Set<String> TO_ITS_OWN_CODE =
            Set.of("org/kohsuke/accmod/restrictions/NoExternalUse", "org/kohsuke/accmod/restrictions/DoNotUse");

    private final Map<String, ClassNode> types;

    PublicApi(Collection<ClassNode> types) {
        this.types = types.stream().collect(Collectors.toMap(type -> type.name, Function.identity()));
    }

    List<ClassNode> types() {
        return types.values().stream()
                .filter(this::isOpen)
                .map(PublicApi::publicPart)
                .toList();
    }

    private boolean isOpen(ClassNode type) {
        if ((type.access & Opcodes.ACC_SYNTHETIC) != 0
                || type.name.endsWith("-info")
                || isRestricted(type.invisibleAnnotations)
                || isRestricted(type.visibleAnnotations)) {
            return false;
        }
        InnerClassNode nesting = nesting(type);
        if (nesting == null) {
            return true;
        }
        ClassNode outer = types.get(nesting.outerName);
        return nesting.innerName != null && (outer == null || isOpen(outer));
    }

    private static InnerClassNode nesting(ClassNode type) {
        return type.innerClasses.stream()
                .filter(inner -> inner.name.equals(type.name))
                .findFirst()
                .orElse(null);
    }

    private static ClassNode publicPart(ClassNode type) {
        ClassNode api = new ClassNode();
        InnerClassNode nesting = nesting(type);
        api.access = nesting == null ? type.access : nesting.access | type.access & Opcodes.ACC_SUPER;
        api.name = type.name;
        api.superName = type.superName;
        api.interfaces = type.interfaces;
        api.signature = type.signature;
        api.innerClasses = new ArrayList<>(type.innerClasses);
        api.innerClasses.removeIf(inner -> !isOwnNesting(inner, type) || !isPublic(inner.access));
        if ((type.access & Opcodes.ACC_ANNOTATION) != 0) {
            api.visibleAnnotations = type.visibleAnnotations;
            api.invisibleAnnotations = type.invisibleAnnotations;
        }
        type.fields.stream()
                .filter(field -> isForUse(field.access, field.visibleAnnotations, field.invisibleAnnotations))
                .forEach(api.fields::add);
        type.methods.stream()
                .filter(method -> isForUse(method.access, method.visibleAnnotations, method.invisibleAnnotations))
                .forEach(api.methods::add);
        return api;
    }

    /** The entry of the type itself and those of what is nested in it; class files name others too, in no fixed way. */
    private static boolean isOwnNesting(InnerClassNode inner, ClassNode type) {
        return inner.outerName != null
                && inner.innerName != null
                && (inner.name.equals(type.name) || inner.name.startsWith(type.name + "$"));
    }

    private static boolean isPublic(int access) {
        return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0;
    }

    /** What is deprecated stays only where a type would be incomplete without it: abstract methods, enum constants. */
    private static boolean isForUse(int access, List<AnnotationNode> visible, List<AnnotationNode> invisible) {
        boolean deprecated = (access & Opcodes.ACC_DEPRECATED) != 0;
        boolean needed = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_ENUM)) != 0;
        return isPublic(access) && (!deprecated || needed) && !isRestricted(visible) && !isRestricted(invisible);
    }

    private static boolean isRestricted(List<AnnotationNode> annotations) {
        return annotations != null
                && annotations.stream()
                        .filter(annotation -> annotation.desc.equals(RESTRICTED))
                        .flatMap(annotation -> ((List<?>) annotation.values.get(1)).stream())
                        .anyMatch(restriction -> TO_ITS_OWN_CODE.contains(((Type) restriction).getInternalName()));
    }
}
