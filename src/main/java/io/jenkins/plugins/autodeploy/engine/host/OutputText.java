package io.jenkins.plugins.autodeploy.engine.host;

import java.io.IOException;
import java.util.function.Consumer;

/** The text that a process writes, put together again from the lines and pieces of lines in which {@link CommandRunner} hands it over. Bounded. */
public final class OutputText implements Consumer<String> {
    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private boolean tooLong;

    /** @param limit the most characters that are kept */
    public OutputText(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void accept(String piece) {
        if (tooLong || text.length() + piece.length() >= limit) {
            tooLong = true;
            return;
        }
        text.append(piece);
        if (piece.length() < LineOutputStream.LONGEST_LINE) {
            text.append('\n');
        }
    }

    /** @throws IOException when there was more than the limit */
    public synchronized String whole() throws IOException {
        if (tooLong) {
            throw new IOException("more than %d characters were written".formatted(limit));
        }
        return text.toString();
    }

    /** The last line that is not blank, or nothing: where programs say why they failed. */
    public synchronized String lastLine() {
        return text.toString()
                .lines()
                .filter(line -> !line.isBlank())
                .reduce("", (before, line) -> line)
                .strip();
    }
}
