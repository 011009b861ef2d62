package io.jenkins.plugins.autodeploy.engine.generate;

import java.util.List;

/**
 * What became of generated files, by path.
 *
 * @param written new, or written over
 * @param kept were there before and stayed as they are
 */
public record WrittenFiles(List<String> written, List<String> kept) {
    public WrittenFiles {
        written = List.copyOf(written);
        kept = List.copyOf(kept);
    }
}
