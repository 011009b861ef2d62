package io.jenkins.plugins.autodeploy.engine.detect.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.autodeploy.engine.parse.Documents;
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
                ? tree.has(path, file)
                : tree.has(SourceTree.join(path, file.substring(0, slash)), file.substring(slash + 1));
    }

    /** Whether there is a directory of that name in it which is not ignored. */
    public boolean hasDirectory(String name) {
        return tree.hasDirectory(SourceTree.join(path, name));
    }

    /** The files right in it with one of these names; {@code *.csproj} stands for every name with that ending. */
    public List<String> matching(List<String> names) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith("*")) {
                files().stream()
                        .filter(file -> file.endsWith(name.substring(1)))
                        .forEach(found::add);
            } else if (has(name)) {
                found.add(name);
            }
        }
        return found;
    }

    /** The first of these files that is there; names may begin with {@code *}. */
    public Optional<String> firstOf(List<String> names) {
        for (String name : names) {
            if (!name.startsWith("*")) {
                if (has(name)) {
                    return Optional.of(name);
                }
                continue;
            }
            for (String file : files()) {
                if (file.endsWith(name.substring(1))) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    /** This directory and those above it, up to the root. */
    public List<SourceDirectory> upwards() {
        List<SourceDirectory> all = new ArrayList<>();
        Optional<SourceDirectory> at = Optional.of(this);
        while (at.isPresent()) {
            all.add(at.get());
            at = at.get().parent();
        }
        return all;
    }

    /** Files with that extension ({@code .go}) here and below, nearest first; at most a few hundred. */
    public List<String> filesBelow(String extension) {
        String prefix = isRoot() ? "" : path + "/";
        return tree.withExtension(extension).stream()
                .filter(file -> file.startsWith(prefix))
                .limit(MOST_CODE_FILES)
                .map(file -> file.substring(prefix.length()))
                .toList();
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
        return parsed("json", file, text(file), Documents::json).orElse(MissingNode.getInstance());
    }

    /** The file as JSON with comments; a missing node when it is not there or cannot be used. */
    public JsonNode jsonWithComments(String file) {
        return parsed("jsonc", file, text(file), Documents::jsonWithComments).orElse(MissingNode.getInstance());
    }

    /** A lock file as JSON; a missing node when it is not there or cannot be used. */
    public JsonNode jsonLock(String file) {
        return parsed("lock", file, lock(file), Documents::json).orElse(MissingNode.getInstance());
    }

    /** The file as TOML, its tables as objects; a missing node when it is not there or cannot be used. */
    public JsonNode toml(String file) {
        return parsed("toml", file, text(file), Documents::toml).orElse(MissingNode.getInstance());
    }

    /** The documents of the YAML file; none when it is not there or cannot be used. */
    public List<JsonNode> yaml(String file) {
        return parsed("yaml", file, text(file), Documents::yaml).orElse(List.of());
    }

    /** The root element of the XML file; empty when it is not there or cannot be used. */
    public Optional<Element> xml(String file) {
        return parsed("xml", file, text(file), Documents::xml);
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

    private <T> Optional<T> parsed(String format, String file, Optional<String> text, Parser<T> parser) {
        return text.flatMap(
                content -> tree.parsedOnce(format, SourceTree.join(path, file), () -> parse(file, content, parser)));
    }

    private <T> Optional<T> parse(String file, String text, Parser<T> parser) {
        try {
            return Optional.of(parser.parse(text));
        } catch (Documents.NotReadable e) {
            tree.note(SourceTree.join(path, file), "was left out: " + e.getMessage());
            return Optional.empty();
        }
    }
}
