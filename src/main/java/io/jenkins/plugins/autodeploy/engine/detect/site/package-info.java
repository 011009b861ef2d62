/** Files that are served as they are. */
package io.jenkins.plugins.autodeploy.engine.detect.site;
