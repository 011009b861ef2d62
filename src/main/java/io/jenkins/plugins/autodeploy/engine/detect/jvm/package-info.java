/** Java and Kotlin projects, by the tool that builds them. */
package io.jenkins.plugins.autodeploy.engine.detect.jvm;
