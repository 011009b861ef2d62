/** What a cluster holds, the acts on it, and what runs share of its connections and watches. */
package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;
