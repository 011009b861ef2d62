/** Faults of Compose files, one class for each subject. */
package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.compose;
