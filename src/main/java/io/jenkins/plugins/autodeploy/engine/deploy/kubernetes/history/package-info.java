/** The versions that a workload can go back to, and what going back takes. */
package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.history;
