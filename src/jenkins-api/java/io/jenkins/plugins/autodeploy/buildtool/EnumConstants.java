package io.jenkins.plugins.autodeploy.buildtool;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes the constants of a recorded enum: without them no annotation with a value of that enum could be read. Their
 * order is that of their names, since a record does not keep another.
 */
final class EnumConstants {
    private static final Method CONSTRUCTOR = Method.getMethod("void <init> (String, int)");
    private static final Method STATIC_INITIALIZER = Method.getMethod("void <clinit> ()");
    private static final Method VALUE_OF = Method.getMethod("Enum valueOf (Class, String)");

    private EnumConstants() {}

    /**
     * Not those of the abstract ones, which have bodies of which a record knows nothing, nor of those whose
     * {@code values()} is not recorded.
     */
    static boolean canBeMade(ClassNode type) {
        return (type.access & Opcodes.ACC_ENUM) != 0
                && (type.access & Opcodes.ACC_ABSTRACT) == 0
                && type.methods.stream().anyMatch(method -> method.name.equals("values"));
    }

    static void giveBodies(ClassNode type) {
        Type self = Type.getObjectType(type.name);
        List<FieldNode> constants = type.fields.stream()
                .filter(field -> (field.access & Opcodes.ACC_ENUM) != 0)
                .toList();
        type.methods.removeIf(method -> method.name.equals("values") || method.name.equals("valueOf"));
        constructor(type);
        initializer(type, self, constants);
        values(type, self, constants);
        valueOf(type, self);
    }

    private static void constructor(ClassNode type) {
        GeneratorAdapter code = method(type, Opcodes.ACC_PRIVATE, CONSTRUCTOR);
        code.loadThis();
        code.loadArgs();
        code.invokeConstructor(Type.getType(Enum.class), CONSTRUCTOR);
        code.returnValue();
    }

    private static void initializer(ClassNode type, Type self, List<FieldNode> constants) {
        GeneratorAdapter code = method(type, Opcodes.ACC_STATIC, STATIC_INITIALIZER);
        for (FieldNode constant : constants) {
            code.newInstance(self);
            code.dup();
            code.push(constant.name);
            code.push(constants.indexOf(constant));
            code.invokeConstructor(self, CONSTRUCTOR);
            code.putStatic(self, constant.name, self);
        }
        code.returnValue();
    }

    private static void values(ClassNode type, Type self, List<FieldNode> constants) {
        Method values = new Method("values", "()[" + self.getDescriptor());
        GeneratorAdapter code = method(type, Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, values);
        code.push(constants.size());
        code.newArray(self);
        for (FieldNode constant : constants) {
            code.dup();
            code.push(constants.indexOf(constant));
            code.getStatic(self, constant.name, self);
            code.arrayStore(self);
        }
        code.returnValue();
    }

    private static void valueOf(ClassNode type, Type self) {
        Method valueOf = new Method("valueOf", self, new Type[] {Type.getType(String.class)});
        GeneratorAdapter code = method(type, Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, valueOf);
        code.push(self);
        code.loadArg(0);
        code.invokeStatic(Type.getType(Enum.class), VALUE_OF);
        code.checkCast(self);
        code.returnValue();
    }

    private static GeneratorAdapter method(ClassNode type, int access, Method signature) {
        MethodNode method = new MethodNode(access, signature.getName(), signature.getDescriptor(), null, null);
        type.methods.add(method);
        return new GeneratorAdapter(method, access, signature.getName(), signature.getDescriptor());
    }
}
