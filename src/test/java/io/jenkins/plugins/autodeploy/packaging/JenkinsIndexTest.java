package io.jenkins.plugins.autodeploy.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.Extension;
import java.beans.Introspector;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.java.sezpoz.Index;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** What Jenkins finds in the plugin without loading its classes: extensions, symbols, data-bound types, views, help. */
class JenkinsIndexTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String SYMBOLS = "META-INF/services/annotations/org.jenkinsci.Symbol";
    private static final Pattern HELP = Pattern.compile("(.+)/help-([A-Za-z0-9]+)\\.html");

    private static Archive jar;

    @TempDir
    static Path directory;

    @BeforeAll
    static void open() throws IOException {
        Archive hpi = Archive.open(Path.of("target/autodeploy.hpi"));
        jar = hpi.inner("WEB-INF/lib/autodeploy.jar");
        Files.write(directory.resolve("autodeploy.jar"), hpi.files().get("WEB-INF/lib/autodeploy.jar"));
    }

    @Test
    void everyExtensionIsIndexed() throws IOException {
        URL[] path = {directory.resolve("autodeploy.jar").toUri().toURL()};
        Set<String> indexed = new TreeSet<>();
        try (URLClassLoader loader = new URLClassLoader(path, new OnlyAnnotations())) {
            Index.load(Extension.class, Object.class, loader).forEach(item -> indexed.add(item.className()));
        }
        assertThat(indexed).isEqualTo(SourceAnnotations.typesWith("Extension", SOURCES));
    }

    @Test
    void everySymbolIsIndexed() throws IOException {
        Set<String> indexed =
                new String(jar.files().get(SYMBOLS), UTF_8).lines().collect(Collectors.toCollection(TreeSet::new));
        assertThat(indexed).isEqualTo(SourceAnnotations.typesWith("Symbol", SOURCES));
    }

    @Test
    void everyDataBoundTypeCanBeBound() throws IOException {
        assertThat(SourceAnnotations.typesWith("DataBoundConstructor", SOURCES))
                .allSatisfy(type -> assertThat(jar.files().keySet())
                        .contains(type.replace('.', '/').replace('$', '/') + ".stapler"));
    }

    @Test
    void everyViewBelongsToAType() {
        Set<String> views = jar.paths("io/", ".jelly");
        assertThat(views).allSatisfy(view -> assertThat(jar.files().keySet())
                .contains(typeOf(view.substring(0, view.lastIndexOf('/'))) + ".class"));
    }

    @Test
    void everyHelpFileBelongsToAParameter() throws IOException {
        for (String help : jar.paths("io/", ".html")) {
            Matcher name = HELP.matcher(help);
            if (name.matches()) {
                assertThat(properties(typeOf(name.group(1)))).as(help).contains(name.group(2));
            }
        }
    }

    /** Stapler keeps what belongs to a nested type below the folder of the outer one. */
    private static String typeOf(String folder) {
        String type = folder;
        for (int slash = type.lastIndexOf('/');
                slash > 0 && !jar.files().containsKey(type + ".class");
                slash = type.lastIndexOf('/', slash - 1)) {
            type = type.substring(0, slash) + "$" + type.substring(slash + 1);
        }
        return type;
    }

    private static Set<String> properties(String type) throws IOException {
        ClassNode node = new ClassNode();
        new ClassReader(bytes(type)).accept(node, ClassReader.SKIP_CODE);
        Set<String> properties = node.methods.stream()
                .filter(method -> method.name.matches("(get|is|set)[A-Z].*"))
                .map(method -> Introspector.decapitalize(method.name.replaceFirst("^(get|is|set)", "")))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!node.superName.startsWith("java/")) {
            properties.addAll(properties(node.superName));
        }
        return properties;
    }

    /** Of the packaged jar, or of Jenkins, whose types bring parameters of their own. */
    private static byte[] bytes(String type) throws IOException {
        byte[] ours = jar.files().get(type + ".class");
        if (ours != null) {
            return ours;
        }
        try (InputStream recorded = JenkinsIndexTest.class.getResourceAsStream("/" + type + ".class")) {
            return recorded.readAllBytes();
        }
    }

    /** Lets the index be loaded from the packaged jar alone, not from the compiler's output beside it. */
    private static final class OnlyAnnotations extends ClassLoader {
        OnlyAnnotations() {
            super(JenkinsIndexTest.class.getClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) {
            return Collections.emptyEnumeration();
        }
    }
}
