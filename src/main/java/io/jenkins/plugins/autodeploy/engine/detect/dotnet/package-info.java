/** .NET projects. */
package io.jenkins.plugins.autodeploy.engine.detect.dotnet;
