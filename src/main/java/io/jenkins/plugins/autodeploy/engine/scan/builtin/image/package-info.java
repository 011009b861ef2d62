/** An image's archive: its configuration, the files that its layers leave, and the packages of its operating system. */
package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;
