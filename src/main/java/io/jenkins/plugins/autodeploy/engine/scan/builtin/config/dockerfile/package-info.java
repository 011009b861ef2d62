/** Faults of Dockerfiles, one class for each subject. */
package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.dockerfile;
