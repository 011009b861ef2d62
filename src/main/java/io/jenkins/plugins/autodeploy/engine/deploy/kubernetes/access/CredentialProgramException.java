package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** A program that a kubeconfig names gave no credentials. One of the client's exceptions, since the client is what asks for them. */
public final class CredentialProgramException extends KubernetesClientException {
    private static final long serialVersionUID = 1L;

    CredentialProgramException(String program, String reason) {
        super("the program '%s', which the kubeconfig names for credentials, gave none: %s".formatted(program, reason));
    }
}
