package io.jenkins.plugins.autodeploy.buildtool;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Turns the types of a recorded API into class files that load, link and can be extended, but do nothing. */
final class ClassFiles {
    private static final Type NO_BODY = Type.getType(UnsupportedOperationException.class);
    private static final int NESTED_ONLY = Opcodes.ACC_STATIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE;

    private final Map<String, ClassNode> types;

    /** @param types all types of the API: whether a constructor can call its super constructor depends on the others */
    ClassFiles(List<ClassNode> types) {
        this.types = types.stream().collect(Collectors.toMap(type -> type.name, Function.identity()));
    }

    byte[] write(ClassNode recorded) {
        ClassNode type = new ClassNode();
        recorded.accept(type);
        if (type.name.contains("$") && type.innerClasses.stream().noneMatch(inner -> inner.name.equals(type.name))) {
            type.innerClasses.add(hiddenNesting(type));
        }
        type.access = ownFlags(type.access);
        type.methods.forEach(method -> giveBody(type, method));
        if (EnumConstants.canBeMade(type)) {
            EnumConstants.giveBodies(type);
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.accept(writer);
        return writer.toByteArray();
    }

    /** A record keeps the nesting of what is public or protected; the rest must still not look like top-level types. */
    private static InnerClassNode hiddenNesting(ClassNode type) {
        int dollar = type.name.lastIndexOf('$');
        return new InnerClassNode(
                type.name,
                type.name.substring(0, dollar),
                type.name.substring(dollar + 1),
                type.access & ~Opcodes.ACC_SUPER);
    }

    /** Only an InnerClasses entry says that a type is static, protected or private (JVMS 4.1, 4.7.6). */
    private static int ownFlags(int flags) {
        int own = flags & ~NESTED_ONLY;
        return (flags & Opcodes.ACC_PROTECTED) == 0 ? own : own | Opcodes.ACC_PUBLIC;
    }

    private void giveBody(ClassNode type, MethodNode method) {
        if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
            return;
        }
        GeneratorAdapter code = new GeneratorAdapter(method, method.access, method.name, method.desc);
        if (method.name.equals("<init>") && hasDefaultConstructor(type.superName)) {
            code.loadThis();
            code.invokeConstructor(Type.getObjectType(type.superName), new Method("<init>", "()V"));
            code.returnValue();
        } else {
            code.throwException(NO_BODY, "Only the signature of this is here");
        }
    }

    /** So that subclasses can be made in unit tests. */
    private boolean hasDefaultConstructor(String name) {
        ClassNode recorded = types.get(name);
        if (recorded != null) {
            return recorded.methods.stream()
                    .anyMatch(method -> method.name.equals("<init>") && method.desc.equals("()V"));
        }
        try {
            Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader())
                    .getDeclaredConstructor();
            return true;
        } catch (ReflectiveOperationException notThere) {
            return false;
        }
    }
}
