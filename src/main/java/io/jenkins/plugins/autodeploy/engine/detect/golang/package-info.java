/** Go modules. */
package io.jenkins.plugins.autodeploy.engine.detect.golang;
