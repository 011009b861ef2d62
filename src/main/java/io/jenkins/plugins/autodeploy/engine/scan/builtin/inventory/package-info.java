/** Which packages a project or an image is made of, by lock files and by what installed packages say of themselves. */
package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;
