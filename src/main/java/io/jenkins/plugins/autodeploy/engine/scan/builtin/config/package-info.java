/** Faults of Dockerfiles, manifests and images' configurations, each by a rule with an id, a severity and a remedy. */
package io.jenkins.plugins.autodeploy.engine.scan.builtin.config;
