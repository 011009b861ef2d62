/** Python projects. */
package io.jenkins.plugins.autodeploy.engine.detect.python;
