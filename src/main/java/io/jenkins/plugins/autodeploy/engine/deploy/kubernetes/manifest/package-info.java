/** From the manifests that people write to those that are applied. */
package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.manifest;
