package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * Something that the project needs beside itself, such as its database, as its Compose file names it.
 *
 * @param image {@code postgres:16}
 * @param port where it listens; null when that is not told
 */
public record BackingService(
        String name, String image, @CheckForNull Integer port, Evidence evidence) {}
