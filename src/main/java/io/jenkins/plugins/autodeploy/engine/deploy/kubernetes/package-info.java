/** Rollouts on Kubernetes: the engine, its runs as state machines, what they change and how they go back. */
package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;
