/**
 * Says what a source tree is. {@code tree} reads it, {@code rule} is what rules are made of, each package beside them is one ecosystem, and
 * {@link io.jenkins.plugins.autodeploy.engine.detect.ProjectDetector} chooses between what they say.
 */
package io.jenkins.plugins.autodeploy.engine.detect;
