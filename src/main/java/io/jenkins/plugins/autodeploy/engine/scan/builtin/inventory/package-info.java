/** Which packages a project is made of, by its lock files. */
package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;
