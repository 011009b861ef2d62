/** Secrets in text: what providers issue, by its form, and what a name says is a secret, by its randomness. */
package io.jenkins.plugins.autodeploy.engine.scan.builtin.secret;
