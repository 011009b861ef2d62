package io.jenkins.plugins.autodeploy.engine.scan.builtin;

import java.io.Serializable;

/**
 * An image as a file on the machine of the workspace.
 *
 * @param name as people asked for it
 * @param archive absolute path of a tar, as {@code docker save} writes it, or with an OCI layout
 */
public record SavedImage(String name, String archive) implements Serializable {}
