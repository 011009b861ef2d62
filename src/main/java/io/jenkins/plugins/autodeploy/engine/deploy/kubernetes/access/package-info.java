/** How a cluster is reached, and by whose credentials. */
package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access;
