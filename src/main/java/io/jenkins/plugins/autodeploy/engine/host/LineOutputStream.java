package io.jenkins.plugins.autodeploy.engine.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Turns the bytes of a process into the lines that {@link CommandRunner} promises: UTF-8 (what cannot be decoded becomes U+FFFD), split at
 * line feeds and carriage returns and after {@value #LONGEST_LINE} characters, so that no output can fill the memory. Closing it hands over an
 * unfinished last line. For one thread.
 */
public final class LineOutputStream extends OutputStream {
    /** Characters of a line after which it is split. */
    public static final int LONGEST_LINE = 8192;

    private final Consumer<String> lines;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(4096);
    private final CharBuffer characters = CharBuffer.allocate(4096);
    private final StringBuilder line = new StringBuilder();
    private boolean afterCarriageReturn;

    public LineOutputStream(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        int position = offset;
        int end = offset + length;
        while (position < end) {
            int count = Math.min(bytes.remaining(), end - position);
            bytes.put(source, position, count);
            position += count;
            decode(false);
        }
    }

    @Override
    public void close() throws IOException {
        decode(true);
        if (!line.isEmpty()) {
            emit();
        }
    }

    private void decode(boolean last) {
        bytes.flip();
        decoder.decode(bytes, characters, last);
        bytes.compact();
        characters.flip();
        while (characters.hasRemaining()) {
            take(characters.get());
        }
        characters.clear();
    }

    private void take(char character) {
        boolean secondOfPair = character == '\n' && afterCarriageReturn;
        afterCarriageReturn = character == '\r';
        if (secondOfPair) {
            return;
        }
        if (character == '\n' || character == '\r') {
            emit();
            return;
        }
        line.append(character);
        if (line.length() >= LONGEST_LINE && !Character.isHighSurrogate(character)) {
            emit();
        }
    }

    private void emit() {
        String text = line.toString();
        line.setLength(0);
        lines.accept(text);
    }
}
