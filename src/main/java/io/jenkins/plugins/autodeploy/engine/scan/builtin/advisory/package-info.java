/** Advisories: which versions of which packages are vulnerable, by OSV exports, npm's audit endpoint or retire.js' repository. */
package io.jenkins.plugins.autodeploy.engine.scan.builtin.advisory;
