/** What every scanner is: it looks at a target for some kinds of findings, and either tells what it found or says why it cannot be trusted. */
package io.jenkins.plugins.autodeploy.engine.scan.scanner;
