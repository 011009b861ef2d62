package io.jenkins.plugins.autodeploy.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names. */
final class JarVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = JarVersion.class.getPackage().getImplementationVersion();
        return new String[] {"autodeploy " + (version == null ? "(not packaged)" : version)};
    }
}
