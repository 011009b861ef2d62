package io.jenkins.plugins.autodeploy.architecture;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;

/** Which types, fields and methods the bytecode of a type names. */
final class References {
    private final Set<Member> members = new LinkedHashSet<>();

    private References() {}

    static Stream<Member> in(ClassNode type) {
        References references = new References();
        type.accept(new ClassRemapper(new ClassNode(), references.types()));
        type.accept(references.members());
        return references.members.stream();
    }

    private Remapper types() {
        return new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String name) {
                members.add(new Member(name, null, null));
                return name;
            }
        };
    }

    private ClassVisitor members() {
        MethodVisitor code = new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                add(owner, name, descriptor);
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                add(owner, name, descriptor);
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                for (Object argument : arguments) {
                    if (argument instanceof Handle handle) {
                        add(handle.getOwner(), handle.getName(), handle.getDesc());
                    }
                }
            }
        };
        return new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return code;
            }
        };
    }

    private void add(String owner, String name, String descriptor) {
        if (!owner.startsWith("[")) {
            members.add(new Member(owner, name, descriptor));
        }
    }
}
