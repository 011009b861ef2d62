/** Reads formats that people and tools write files in, without trusting who wrote them. */
package io.jenkins.plugins.autodeploy.engine.parse;
