package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.engine.deploy.docker.DockerHost;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Takes what follows {@code --docker} only when it is a URL, so that {@code deploy --docker DIR} means the local host and a directory. */
final class DockerUrl implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        boolean follows = !arguments.isEmpty() && arguments.peek().contains("://");
        option.setValue(follows ? arguments.pop() : DockerHost.LOCAL);
    }
}
