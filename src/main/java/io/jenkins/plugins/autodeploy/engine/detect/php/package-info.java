/** PHP applications. */
package io.jenkins.plugins.autodeploy.engine.detect.php;
