package io.jenkins.plugins.autodeploy.architecture;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/** The types of Jenkins by what is recorded of them, and those of the libraries that it has in its own versions. */
final class JenkinsTypes {
    /** Types that only Jenkins and its plugins have: where the record lacks one, a plugin may not use it. */
    private static final Pattern OF_JENKINS =
            Pattern.compile("(hudson|jenkins|org/jenkinsci|org/kohsuke/(stapler|accmod)|com/cloudbees)/.*");

    private final Map<String, ClassNode> recorded;
    private final ClassLoader libraries;

    private JenkinsTypes(Map<String, ClassNode> recorded, ClassLoader libraries) {
        this.recorded = recorded;
        this.libraries = libraries;
    }

    /** @param libraries a directory of jars that go before those of the same name on the class path */
    static JenkinsTypes recorded(List<ClassNode> record, Path libraries) throws IOException {
        return new JenkinsTypes(byName(record), new LibrariesFirst(jars(libraries)));
    }

    JenkinsTypes with(Collection<ClassNode> plugin) {
        Map<String, ClassNode> all = new HashMap<>(recorded);
        all.putAll(byName(plugin));
        return new JenkinsTypes(all, libraries);
    }

    boolean has(Member member) {
        return member.name() == null
                ? recorded.containsKey(member.owner())
                        || !OF_JENKINS.matcher(member.owner()).matches()
                : declares(member.owner(), member);
    }

    private boolean declares(String owner, Member member) {
        ClassNode type = recorded.get(owner);
        if (type == null) {
            return !OF_JENKINS.matcher(owner).matches() && libraryDeclares(owner, member);
        }
        return type.methods.stream().anyMatch(method -> matches(method.name, method.desc, member))
                || type.fields.stream().anyMatch(field -> matches(field.name, field.desc, member))
                || Stream.concat(Stream.ofNullable(type.superName), type.interfaces.stream())
                        .anyMatch(parent -> declares(parent, member));
    }

    private boolean libraryDeclares(String owner, Member member) {
        try {
            return declares(Class.forName(owner.replace('/', '.'), false, libraries), member);
        } catch (ClassNotFoundException notThere) {
            return false;
        }
    }

    private static boolean declares(Class<?> type, Member member) {
        return Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> matches(method.getName(), Type.getMethodDescriptor(method), member))
                || Arrays.stream(type.getDeclaredConstructors())
                        .anyMatch(maker -> matches("<init>", Type.getConstructorDescriptor(maker), member))
                || Arrays.stream(type.getDeclaredFields())
                        .anyMatch(field -> matches(field.getName(), Type.getDescriptor(field.getType()), member))
                || Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                        .anyMatch(parent -> declares(parent, member));
    }

    private static boolean matches(String name, String descriptor, Member member) {
        return name.equals(member.name()) && descriptor.equals(member.descriptor());
    }

    private static Map<String, ClassNode> byName(Collection<ClassNode> types) {
        Map<String, ClassNode> byName = new HashMap<>();
        types.forEach(type -> byName.put(type.name, type));
        return byName;
    }

    private static URL[] jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jars = files.toList();
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = jars.get(i).toUri().toURL();
            }
            return urls;
        }
    }

    /** Asks the given jars before the class path. */
    private static final class LibrariesFirst extends URLClassLoader {
        LibrariesFirst(URL[] jars) {
            super(jars, JenkinsTypes.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return findResource(name.replace('.', '/') + ".class") == null
                        ? super.loadClass(name, resolve)
                        : findClass(name);
            }
        }
    }
}
