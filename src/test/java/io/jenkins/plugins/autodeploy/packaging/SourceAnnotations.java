package io.jenkins.plugins.autodeploy.packaging;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Which annotations the sources carry, read by the compiler's own parser: some of them leave no trace in class files. */
final class SourceAnnotations {
    private SourceAnnotations() {}

    /** @return the binary names of the types that carry an annotation of this simple name, on themselves or on a member */
    static Set<String> typesWith(String annotation, Path sources) throws IOException {
        Set<String> types = new TreeSet<>();
        for (CompilationUnitTree unit : parse(sources)) {
            unit.accept(new Finder(annotation, unit.getPackageName().toString(), types), null);
        }
        return types;
    }

    private static Iterable<? extends CompilationUnitTree> parse(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    manager,
                    null,
                    List.of("-proc:none"),
                    null,
                    manager.getJavaFileObjects(java.toArray(Path[]::new)));
            return task.parse();
        }
    }

    private static final class Finder extends TreeScanner<Void, Void> {
        private final String annotation;
        private final Set<String> found;
        private final Deque<String> open = new ArrayDeque<>();

        Finder(String annotation, String packageName, Set<String> found) {
            this.annotation = annotation;
            this.found = found;
            open.push(packageName);
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            open.push(open.peek() + (open.size() == 1 ? "." : "$") + type.getSimpleName());
            note(type.getModifiers().getAnnotations());
            super.visitClass(type, nothing);
            open.pop();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            note(method.getModifiers().getAnnotations());
            return super.visitMethod(method, nothing);
        }

        private void note(List<? extends AnnotationTree> annotations) {
            for (AnnotationTree use : annotations) {
                String name = use.getAnnotationType().toString();
                if (name.equals(annotation) || name.endsWith("." + annotation)) {
                    found.add(open.peek());
                }
            }
        }
    }
}
