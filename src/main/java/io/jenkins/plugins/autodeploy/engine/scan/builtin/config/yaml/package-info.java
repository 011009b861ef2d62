/** YAML and JSON with the line of each value. */
package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.yaml;
