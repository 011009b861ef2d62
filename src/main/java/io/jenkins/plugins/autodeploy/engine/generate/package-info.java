/** Makes what a detected project needs to be built and run. */
package io.jenkins.plugins.autodeploy.engine.generate;
