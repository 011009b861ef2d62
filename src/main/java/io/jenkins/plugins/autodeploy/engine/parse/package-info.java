/** Reads what people, tools and servers write, without trusting who wrote it. */
package io.jenkins.plugins.autodeploy.engine.parse;
