package io.jenkins.plugins.autodeploy.engine.detect.jvm;

import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A Maven project model as far as its own file and its parent's in the directory above tell. */
record Pom(SourceDirectory directory, Element project, Optional<Pom> parent) {
    static final String FILE = "pom.xml";

    private static final int MOST_PARENTS = 8;
    private static final int MOST_REFERENCES = 8;
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]{1,100})}");

    /** Empty when the directory has none that can be used. */
    static Optional<Pom> of(SourceDirectory directory) {
        return of(directory, MOST_PARENTS);
    }

    private static Optional<Pom> of(SourceDirectory directory, int parents) {
        Optional<Element> project =
                directory.xml(FILE).filter(root -> root.getTagName().equals("project"));
        return project.map(root -> {
            boolean hasParent = child(root, "parent").isPresent() && parents > 0;
            Optional<Pom> parent = hasParent
                    ? directory
                            .parent()
                            .flatMap(above -> of(above, parents - 1))
                            .filter(above -> above.isParentOf(root))
                    : Optional.empty();
            return new Pom(directory, root, parent);
        });
    }

    private boolean isParentOf(Element module) {
        String wanted = child(module, "parent")
                .flatMap(parent -> text(parent, "artifactId"))
                .orElse("");
        return text(project, "artifactId").orElse("").equals(wanted);
    }

    /** The text at a path of elements, {@code build/finalName}, with properties filled in. */
    Optional<String> value(String path) {
        return at(project, path).map(element -> resolve(element.getTextContent().strip()));
    }

    String artifactId() {
        return value("artifactId").orElse("");
    }

    String version() {
        return value("version").or(() -> value("parent/version")).orElse("");
    }

    /** The project that builds this one with its siblings; itself when it has no parent in the tree. */
    Pom root() {
        return parent.map(Pom::root).orElse(this);
    }

    String packaging() {
        return value("packaging").orElse("jar");
    }

    boolean hasModules() {
        return child(project, "modules").isPresent();
    }

    Optional<String> property(String name) {
        Optional<String> own = child(project, "properties").flatMap(properties -> text(properties, name));
        return own.map(this::resolve).or(() -> parent.flatMap(above -> above.property(name)));
    }

    /** What it and the parents in the tree declare. */
    Coordinates coordinates() {
        List<Coordinates.Declared> all = new ArrayList<>(declared("dependencies", "dependency"));
        all.addAll(declared("build/plugins", "plugin"));
        child(project, "parent").ifPresent(above -> all.add(declared(above, "parent")));
        all.addAll(declared("dependencyManagement/dependencies", "managed"));
        parent.ifPresent(above -> all.addAll(above.coordinates().all()));
        return new Coordinates(List.copyOf(all));
    }

    /** The artifacts of its own dependencies. */
    List<String> dependencies() {
        return declared("dependencies", "dependency").stream()
                .map(Coordinates.Declared::artifact)
                .toList();
    }

    /** The build plugin of that name. */
    Optional<Element> plugin(String artifactId) {
        return at(project, "build/plugins").stream()
                .flatMap(plugins -> children(plugins).stream())
                .filter(plugin -> text(plugin, "artifactId").orElse("").equals(artifactId))
                .findFirst();
    }

    private List<Coordinates.Declared> declared(String path, String what) {
        return at(project, path).stream()
                .flatMap(all -> children(all).stream())
                .map(one -> declared(one, what))
                .toList();
    }

    private Coordinates.Declared declared(Element element, String what) {
        String group = resolve(text(element, "groupId").orElse(""));
        String artifact = resolve(text(element, "artifactId").orElse(""));
        String version = resolve(text(element, "version").orElse(""));
        String told = "%s %s:%s %s".formatted(what, group, artifact, version);
        return new Coordinates.Declared(group, artifact, version, directory.evidence(FILE, told));
    }

    /** Properties may refer to properties, also to themselves; what stays unresolved is left as it is. */
    String resolve(String text) {
        String resolved = text;
        for (int i = 0; i < MOST_REFERENCES && resolved.length() < 1_000; i++) {
            Matcher reference = REFERENCE.matcher(resolved);
            if (!reference.find()) {
                break;
            }
            Optional<String> value = referred(reference.group(1));
            if (value.isEmpty()) {
                break;
            }
            resolved = resolved.replace(reference.group(), value.get());
        }
        return resolved;
    }

    private Optional<String> referred(String name) {
        return switch (name) {
            case "project.version", "version" ->
                text(project, "version").or(() -> at(project, "parent/version").map(Element::getTextContent));
            case "project.artifactId", "artifactId" -> text(project, "artifactId");
            default ->
                child(project, "properties")
                        .flatMap(properties -> text(properties, name))
                        .or(() -> parent.flatMap(above -> above.property(name)));
        };
    }

    static Optional<Element> at(Element from, String path) {
        Optional<Element> element = Optional.of(from);
        for (String name : path.split("/")) {
            element = element.flatMap(above -> child(above, name));
        }
        return element;
    }

    private static Optional<String> text(Element element, String name) {
        return child(element, name).map(found -> found.getTextContent().strip());
    }

    private static Optional<Element> child(Element element, String name) {
        return children(element).stream()
                .filter(one -> one.getTagName().equals(name))
                .findFirst();
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
