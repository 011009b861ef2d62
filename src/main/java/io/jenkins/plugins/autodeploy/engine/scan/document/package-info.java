/** A report in the forms that other tools read: SARIF and CycloneDX. */
package io.jenkins.plugins.autodeploy.engine.scan.document;
