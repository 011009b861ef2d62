package io.jenkins.plugins.autodeploy.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * How Node builds the scripts and styles of a component that is written in something else, in the same directory.
 *
 * @param packageManager {@code npm}, {@code yarn}, {@code pnpm}, {@code bun}
 * @param nodeVersion the release of Node
 * @param tool {@code vite}, {@code webpack}, …; null when it is not known
 */
public record AssetBuild(
        String packageManager,
        String nodeVersion,
        @CheckForNull String tool,
        String installCommand,
        String buildCommand) {}
