package io.jenkins.plugins.autodeploy.engine.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.engine.host.CommandRunner;
import io.jenkins.plugins.autodeploy.engine.host.RegistryCredentials;
import io.jenkins.plugins.autodeploy.engine.image.RecordedEvents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The clouds' own tools cannot run here: a recorder stands in for them. */
class CloudLoginTest {
    private final RecordedEvents events = new RecordedEvents();
    private final List<List<String>> commands = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com | AWS | aws ecr get-login-password --region eu-central-1",
                "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn | AWS | aws ecr get-login-password --region cn-north-1",
                "public.ecr.aws | AWS | aws ecr-public get-login-password --region us-east-1",
                "europe-west1-docker.pkg.dev | oauth2accesstoken | gcloud auth print-access-token",
                "eu.gcr.io | oauth2accesstoken | gcloud auth print-access-token",
                "shop.azurecr.io | 00000000-0000-0000-0000-000000000000 | az acr login --name shop --expose-token --output tsv --query accessToken",
            })
    void asksTheCloudsToolForALogin(String registry, String user, String command) throws Exception {
        Optional<RegistryCredentials> login = CloudLogin.of(registry, says(0, "t0k3n-of-the-role", ""), "/", events);

        assertThat(commands).containsExactly(List.of(command.split(" ")));
        assertThat(login.orElseThrow().username()).isEqualTo(user);
        assertThat(login.orElseThrow().password().reveal()).isEqualTo("t0k3n-of-the-role");
        assertThat(events.messages()).noneMatch(line -> line.contains("t0k3n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry-1.docker.io",
                "ghcr.io",
                "harbor.example.com",
                "127.0.0.1:5000",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com.evil.example",
                "evilgcr.io"
            })
    void asksNothingForOtherRegistries(String registry) throws Exception {
        assertThat(CloudLogin.of(registry, says(0, "token", ""), "/", events)).isEmpty();
        assertThat(commands).isEmpty();
    }

    @Test
    void saysWhyThereIsNoLogin() throws Exception {
        assertThat(CloudLogin.of(
                        "gcr.io", says(1, "", "You do not currently have an active account selected."), "/", events))
                .isEmpty();
        assertThat(CloudLogin.of(
                        "gcr.io",
                        (command, out, err) -> {
                            throw new IOException("no such program");
                        },
                        "/",
                        events))
                .isEmpty();

        assertThat(events.messages())
                .containsExactly(
                        "gcloud auth print-access-token gave no login (You do not currently have an active account selected.); pushing with what the builder has",
                        "gcloud is not on this machine to ask for a login; pushing with what the builder has");
    }

    private CommandRunner says(int exitCode, String out, String err) {
        return (command, output, errors) -> {
            commands.add(command.arguments());
            output.accept(out);
            errors.accept(err);
            return exitCode;
        };
    }
}
