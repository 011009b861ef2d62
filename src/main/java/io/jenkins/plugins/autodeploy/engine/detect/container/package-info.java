/** What an existing Dockerfile tells. */
package io.jenkins.plugins.autodeploy.engine.detect.container;
