/** Languages whose programs are run from their sources, and single files without a manifest. */
package io.jenkins.plugins.autodeploy.engine.detect.script;
