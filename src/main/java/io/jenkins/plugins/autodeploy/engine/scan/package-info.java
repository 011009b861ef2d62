/**
 * The security gate: scanners find, a policy judges. A scanner that fails fails the gate; it is never read as "no findings".
 * {@link io.jenkins.plugins.autodeploy.engine.scan.SecurityScan} is the way in.
 */
package io.jenkins.plugins.autodeploy.engine.scan;
