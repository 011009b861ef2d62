/** A version that is tried beside the one that runs, and what divides the requests between them. */
package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.trial;
