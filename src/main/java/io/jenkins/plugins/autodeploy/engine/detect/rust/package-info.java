/** Rust packages. */
package io.jenkins.plugins.autodeploy.engine.detect.rust;
