/** How each ecosystem orders versions, by its own documented rules. */
package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory.version;
