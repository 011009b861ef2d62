package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * The dependencies of a Maven project, with versions as far as its own {@code pom.xml} tells them: literally, by its properties or by its dependency
 * management. What parents and imported models decide, and what dependencies need in turn, takes a repository to know.
 */
final class MavenModel {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]{1,100}+)}");
    /** Neither a range nor a reference that stayed open. */
    private static final Pattern EXACT = Pattern.compile("[A-Za-z0-9][^\\s,\\[\\](){}$]*+");

    private static final int MOST_REFERENCES = 8;
    private static final int LONGEST_VALUE = 300;

    private final Element project;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, Element> managed = new HashMap<>();

    private MavenModel(Element project) {
        this.project = project;
        for (String field : List.of("groupId", "artifactId", "version")) {
            String own = text(project, field);
            String value = own.isEmpty() ? text(child(project, "parent"), field) : own;
            properties.put(field, value);
            properties.put("project." + field, value);
            properties.put("pom." + field, value);
            properties.put("project.parent." + field, text(child(project, "parent"), field));
        }
        for (Element property : children(child(project, "properties"))) {
            properties.put(property.getTagName(), text(property));
        }
        for (Element one : children(child(child(project, "dependencyManagement"), "dependencies"))) {
            managed.putIfAbsent(name(one), one);
        }
    }

    static void read(PackageFile file, PackageList found) throws IOException {
        Element root = file.xml();
        if (!root.getTagName().equals("project")) {
            throw new MalformedContentException("it has no element project at the top");
        }
        new MavenModel(root).addTo(found);
    }

    private void addTo(PackageList found) throws IOException {
        for (Element one : children(child(project, "dependencies"))) {
            String name = name(one);
            String version = value(one, name, "version");
            if (name.matches("[^:${}\\s]++:[^:${}\\s]++")
                    && EXACT.matcher(version).matches()) {
                boolean development = value(one, name, "scope").equals("test");
                found.add(PackageEcosystem.MAVEN, name, version, development, null);
            }
        }
    }

    private String name(Element dependency) {
        return resolve(text(dependency, "groupId")) + ":" + resolve(text(dependency, "artifactId"));
    }

    private String value(Element dependency, String name, String field) {
        String own = resolve(text(dependency, field));
        return own.isEmpty() && managed.containsKey(name) ? resolve(text(managed.get(name), field)) : own;
    }

    /** Properties may refer to properties, also to themselves; what stays open is left as it is. */
    private String resolve(String text) {
        String resolved = text;
        for (int i = 0; i < MOST_REFERENCES && resolved.length() < LONGEST_VALUE; i++) {
            Matcher reference = REFERENCE.matcher(resolved);
            if (!reference.find() || !properties.containsKey(reference.group(1))) {
                break;
            }
            resolved = resolved.replace(reference.group(), properties.get(reference.group(1)));
        }
        return resolved;
    }

    private static String text(@CheckForNull Element parent, String name) {
        Element child = child(parent, name);
        return child == null ? "" : text(child);
    }

    /** Its own text, without that of elements in it, however deep they are. */
    private static String text(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Text part) {
                text.append(part.getData());
            }
        }
        return text.toString().strip();
    }

    @CheckForNull
    private static Element child(@CheckForNull Element parent, String name) {
        for (Element child : children(parent)) {
            if (child.getTagName().equals(name)) {
                return child;
            }
        }
        return null;
    }

    private static List<Element> children(@CheckForNull Element parent) {
        List<Element> children = new ArrayList<>();
        if (parent != null) {
            for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element child) {
                    children.add(child);
                }
            }
        }
        return children;
    }
}
