/** Reads Dockerfiles. */
package io.jenkins.plugins.autodeploy.engine.dockerfile;
