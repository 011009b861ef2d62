/** Node.js packages. */
package io.jenkins.plugins.autodeploy.engine.detect.node;
