package io.jenkins.plugins.autodeploy.engine.generate;

/**
 * A file to be written into the project.
 *
 * @param path relative to the project's root with {@code /}
 */
public record GeneratedFile(String path, String content) {}
