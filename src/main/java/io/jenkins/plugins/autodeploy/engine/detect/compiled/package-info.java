/** Languages that are compiled to a program of their own. */
package io.jenkins.plugins.autodeploy.engine.detect.compiled;
