package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import java.io.IOException;

/** Is shown the files of an image's layers, the lowest layer first. All calls come from one thread. */
public interface LayerVisitor {
    /** How many bytes a file may have to be shown, by its path; 0 for one that is of no interest. */
    int largest(String path);

    /** @param content is the visitor's to keep */
    void file(LayerFile file, byte[] content) throws IOException;

    /** A file that would be of interest has more bytes than {@link #largest}. */
    void tooLarge(LayerFile file);
}
