/** Ruby applications. */
package io.jenkins.plugins.autodeploy.engine.detect.ruby;
