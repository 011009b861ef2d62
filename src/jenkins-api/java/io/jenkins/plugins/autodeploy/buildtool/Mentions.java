package io.jenkins.plugins.autodeploy.buildtool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.tree.ClassNode;

/** Which types an API names, and with how many type arguments. */
final class Mentions extends Remapper {
    private final Map<String, Integer> typeArguments = new TreeMap<>();

    private Mentions() {
        super(Opcodes.ASM9);
    }

    /** The number of type arguments by internal name; 0 for what is never given any. */
    static Map<String, Integer> in(List<ClassNode> api) {
        Mentions mentions = new Mentions();
        api.forEach(type -> type.accept(new ClassRemapper(new ClassNode(), mentions)));
        return mentions.typeArguments;
    }

    @Override
    public String map(String name) {
        typeArguments.putIfAbsent(name, 0);
        return name;
    }

    @Override
    public String mapSignature(String signature, boolean isType) {
        if (signature != null) {
            SignatureReader reader = new SignatureReader(signature);
            if (isType) {
                reader.acceptType(new ArgumentCounter());
            } else {
                reader.accept(new ArgumentCounter());
            }
        }
        return signature;
    }

    /** Follows one generic signature; the types that are open are the ones whose arguments are being read. */
    private final class ArgumentCounter extends SignatureVisitor {
        private final Deque<OpenType> open = new ArrayDeque<>();

        ArgumentCounter() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitClassType(String name) {
            open.push(new OpenType(name));
        }

        @Override
        public void visitInnerClassType(String name) {
            String outer = open.peek().name;
            visitEnd();
            visitClassType(outer + "$" + name);
        }

        @Override
        public void visitTypeArgument() {
            open.peek().arguments++;
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            open.peek().arguments++;
            return this;
        }

        @Override
        public void visitEnd() {
            OpenType closed = open.pop();
            typeArguments.merge(closed.name, closed.arguments, Math::max);
        }
    }

    private static final class OpenType {
        private final String name;
        private int arguments;

        OpenType(String name) {
            this.name = name;
        }
    }
}
