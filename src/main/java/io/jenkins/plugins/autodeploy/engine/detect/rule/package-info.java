/** What every ecosystem is made of: rules as data, and the draft of a component that they fill. */
package io.jenkins.plugins.autodeploy.engine.detect.rule;
