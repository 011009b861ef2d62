/** Programs of others that scan: how they are had, asked and understood. */
package io.jenkins.plugins.autodeploy.engine.scan.external;
