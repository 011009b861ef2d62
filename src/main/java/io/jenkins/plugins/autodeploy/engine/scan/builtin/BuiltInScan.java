package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import io.jenkins.plugins.autodeploy.engine.scan.builtin.image.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Path;

/** The checks that need no program: they look at a directory or an image's archive where it lies, with the bounds of {@link TreeWalk} and {@link ImageScan}. */
public final class BuiltInScan {
    private BuiltInScan() {}

    /**
     * Scans. Findings name files relative to the order's directory or to the image's root, and come in the order of paths and lines.
     *
     * @param workspace its root on this machine
     * @return with a failure when there is more than the checks take, or an image's archive is not what it should be
     * @throws IOException when the directory cannot be read, or leads out of the root
     * @throws java.io.InterruptedIOException when the thread was interrupted; nothing goes on
     */
    public static BuiltInResult scan(Path workspace, BuiltInOrder order) throws IOException {
        try {
            return result(inspect(workspace, order));
        } catch (TooMuchException | UnreadableImageException e) {
            return BuiltInResult.failed(e.getMessage());
        }
    }

    private static Inspection inspect(Path workspace, BuiltInOrder order) throws IOException {
        if (order.image() != null) {
            return ImageScan.look(order.image(), order);
        }
        Path start = workspace.resolve(order.directory()).toRealPath();
        if (!start.startsWith(workspace.toRealPath())) {
            throw new IOException(order.directory() + " leads out of " + workspace);
        }
        return TreeWalk.look(start, order);
    }

    private static BuiltInResult result(Inspection seen) {
        return new BuiltInResult(null, seen.findings(), seen.packages(), false, null, seen.remarks());
    }
}
