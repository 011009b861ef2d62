/** What runs on the virtual machine of Erlang. */
package io.jenkins.plugins.autodeploy.engine.detect.beam;
