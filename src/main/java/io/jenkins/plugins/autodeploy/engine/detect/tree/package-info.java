/** Reads a source tree that nobody vouches for: bounded, without following links out of it, and without running anything of it. */
package io.jenkins.plugins.autodeploy.engine.detect.tree;
