package io.jenkins.plugins.autodeploy.engine.detect.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.autodeploy.engine.record.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** A directory of a {@link SourceTree}. Names are relative to it and may have directories with {@code /}. */
public final class SourceDirectory {
    private static final int MOST_CODE_FILES = 400;
    private static final int LONGEST_TOLD = 160;

    private final SourceTree tree;
    private final String path;

    SourceDirectory(SourceTree tree, String path) {
        this.tree = tree;
        this.path = path;
    }

    /** Relative to the tree's root, "." for the root itself. */
    public String path() {
        return path;
    }

    /** Its own name; that of the checked-out directory for the root. */
    public String name() {
        return path.equals(SourceTree.ROOT) ? tree.name() : path.substring(path.lastIndexOf('/') + 1);
    }

    public boolean isRoot() {
        return path.equals(SourceTree.ROOT);
    }

    /** Empty for the root. */
    public Optional<SourceDirectory> parent() {
        if (isRoot()) {
            return Optional.empty();
        }
        int slash = path.lastIndexOf('/');
        return Optional.of(new SourceDirectory(tree, slash < 0 ? SourceTree.ROOT : path.substring(0, slash)));
    }

    /** The directory of that name below this one; it may not be there, then it is empty. */
    public SourceDirectory child(String name) {
        return new SourceDirectory(tree, SourceTree.join(path, name));
    }

    /** Its path relative to a directory above it; "" for the same one. */
    public String pathWithin(SourceDirectory above) {
        if (path.equals(above.path)) {
            return "";
        }
        return above.isRoot() ? path : path.substring(above.path.length() + 1);
    }

    /** The files right in it, sorted. */
    public List<String> files() {
        return tree.files(path);
    }

    public boolean has(String file) {
        int slash = file.lastIndexOf('/');
        return slash < 0
                ? files().contains(file)
                : child(file.substring(0, slash)).files().contains(file.substring(slash + 1));
    }

    /** The first of these files that is there. */
    public Optional<String> firstOf(List<String> files) {
        return files.stream().filter(this::has).findFirst();
    }

    /** Files with that ending here and below, nearest first; at most a few hundred. */
    public List<String> filesBelow(String ending) {
        String prefix = isRoot() ? "" : path + "/";
        List<String> found = new ArrayList<>();
        for (SourceDirectory directory : tree.directories()) {
            boolean below = isRoot() || directory.path.equals(path) || directory.path.startsWith(prefix);
            for (String name : below ? directory.files() : List.<String>of()) {
                if (name.endsWith(ending) && found.size() < MOST_CODE_FILES) {
                    found.add(SourceTree.join(directory.path, name).substring(prefix.length()));
                }
            }
        }
        return found;
    }

    /** The text of a manifest or source file; empty when it is not there or cannot be used. */
    public Optional<String> text(String file) {
        return tree.manifest(SourceTree.join(path, file));
    }

    /** The text of a lock file, which may be long. */
    public Optional<String> lock(String file) {
        return tree.lock(SourceTree.join(path, file));
    }

    /** The file as JSON; a missing node when it is not there or cannot be used. */
    public JsonNode json(String file) {
        return parsed(file, text(file), Documents::json).orElse(MissingNode.getInstance());
    }

    /** A lock file as JSON; a missing node when it is not there or cannot be used. */
    public JsonNode jsonLock(String file) {
        return parsed(file, lock(file), Documents::json).orElse(MissingNode.getInstance());
    }

    /** The file as TOML, its tables as objects; a missing node when it is not there or cannot be used. */
    public JsonNode toml(String file) {
        return parsed(file, text(file), Documents::toml).orElse(MissingNode.getInstance());
    }

    /** The documents of the YAML file; none when it is not there or cannot be used. */
    public List<JsonNode> yaml(String file) {
        return parsed(file, text(file), Documents::yaml).orElse(List.of());
    }

    /** The root element of the XML file; empty when it is not there or cannot be used. */
    public Optional<Element> xml(String file) {
        return parsed(file, text(file), Documents::xml);
    }

    /** What a file of this directory told; text from the project is shortened and cleared of control characters. */
    public Evidence evidence(String file, String told) {
        String clean = told.replaceAll("\\p{Cntrl}", " ").strip();
        String brief = clean.length() <= LONGEST_TOLD ? clean : clean.substring(0, LONGEST_TOLD) + "…";
        return new Evidence(SourceTree.join(path, file), brief);
    }

    private interface Parser<T> {
        T parse(String text) throws Documents.NotReadable;
    }

    private <T> Optional<T> parsed(String file, Optional<String> text, Parser<T> parser) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parse(text.get()));
        } catch (Documents.NotReadable e) {
            tree.note(SourceTree.join(path, file), e.getMessage());
            return Optional.empty();
        }
    }
}
