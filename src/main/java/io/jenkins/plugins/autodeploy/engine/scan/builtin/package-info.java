/**
 * The scanner that is always there: secrets, faults of configuration, packages by lock files and package databases, and vulnerabilities where there are advisories to look them up in.
 * {@link io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInScan} works where the files are, {@link io.jenkins.plugins.autodeploy.engine.scan.builtin.BuiltInScanner} has it work there.
 */
package io.jenkins.plugins.autodeploy.engine.scan.builtin;
