package io.jenkins.plugins.autodeploy.engine.detect.rule;

import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Optional;

/** The language that most files of a directory are written in, for where no build tells. */
public final class SourceLanguages {
    private record Extension(String extension, String language) {}

    private static final List<Extension> EXTENSIONS = List.of(
            new Extension(".java", "java"),
            new Extension(".kt", "kotlin"),
            new Extension(".scala", "scala"),
            new Extension(".groovy", "groovy"),
            new Extension(".clj", "clojure"),
            new Extension(".go", "go"),
            new Extension(".py", "python"),
            new Extension(".rb", "ruby"),
            new Extension(".php", "php"),
            new Extension(".ts", "typescript"),
            new Extension(".js", "javascript"),
            new Extension(".mjs", "javascript"),
            new Extension(".cs", "csharp"),
            new Extension(".fs", "fsharp"),
            new Extension(".rs", "rust"),
            new Extension(".cpp", "c++"),
            new Extension(".cc", "c++"),
            new Extension(".c", "c"),
            new Extension(".ex", "elixir"),
            new Extension(".exs", "elixir"),
            new Extension(".hs", "haskell"),
            new Extension(".swift", "swift"),
            new Extension(".dart", "dart"),
            new Extension(".zig", "zig"),
            new Extension(".cr", "crystal"),
            new Extension(".pl", "perl"),
            new Extension(".lua", "lua"),
            new Extension(".R", "r"),
            new Extension(".scm", "scheme"),
            new Extension(".cbl", "cobol"),
            new Extension(".jl", "julia"),
            new Extension(".sh", "shell"),
            new Extension(".html", "html"));

    private SourceLanguages() {}

    /** Empty when no file has a known extension. */
    public static Optional<String> most(SourceDirectory directory) {
        String most = null;
        int files = 0;
        for (Extension extension : EXTENSIONS) {
            int found = directory.filesBelow(extension.extension()).size();
            if (found > files) {
                most = extension.language();
                files = found;
            }
        }
        return Optional.ofNullable(most);
    }
}
