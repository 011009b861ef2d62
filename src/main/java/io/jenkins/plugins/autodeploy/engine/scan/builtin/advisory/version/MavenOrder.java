package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;

import org.apache.maven.artifact.versioning.ComparableVersion;

/** <a href="https://maven.apache.org/pom.html#version-order-specification">Maven's version order</a>, by Maven's own class. */
final class MavenOrder implements VersionOrder {
    /** Maven orders any text. */
    @Override
    public boolean orders(String version) {
        return Parts.isBounded(version) && !version.isBlank();
    }

    @Override
    public int compare(String one, String other) {
        return new ComparableVersion(one).compareTo(new ComparableVersion(other));
    }
}
