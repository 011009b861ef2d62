/** The policy of the gate: what of the findings counts, and whether that passes. Decides only. */
package io.jenkins.plugins.autodeploy.engine.scan.policy;
