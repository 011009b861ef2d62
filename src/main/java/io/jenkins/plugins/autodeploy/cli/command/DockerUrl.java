package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerHost;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Takes what follows {@code --docker} only when it is a URL, so that {@code deploy --docker DIR} means the local host and a directory. */
final class DockerUrl implements IParameterPreprocessor {
    @Override
    public boolean preprocess(
            Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> information) {
        boolean follows = !arguments.isEmpty() && arguments.peek().contains("://");
        if (!follows) {
            arguments.push(DockerHost.LOCAL);
        }
        return false;
    }
}
