/** What is seen of a workload while it is rolled out, and what that means. */
package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.watch;
