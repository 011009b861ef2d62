package io.jenkins.plugins.autodeploy.engine.record;

/** Something that was asked for and goes on until it is closed. Closing it twice is harmless. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    /** For sources that will never have anything to tell. */
    Registration NONE = () -> {};

    @Override
    void close();
}
