package io.jenkins.plugins.autodeploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.deploy.DeployRequest;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.image.request.BuildRequest;
import io.jenkins.plugins.autodeploy.engine.scan.policy.PolicyRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** What follows from options that were given or left out. */
class OptionsTest {
    @Command
    static final class Deploying {
        @Mixin
        private TargetOptions target;

        @Parameters(arity = "0..1")
        private String directory;
    }

    @ParameterizedTest
    @CsvSource({
        "web, web",
        "web:1.4, web",
        "shop/web:1.4, web",
        "localhost:5000/shop/web, web",
        "registry:5000/shop/web:1.4@sha256:0123, web",
        "shop/web_front.end:1, web-front-end"
    })
    void callsAWorkloadLikeItsImage(String image, String workload) {
        assertThat(DeployRequest.workloadOf(image)).isEqualTo(workload);
    }

    @ParameterizedTest
    @CsvSource({
        "web, false",
        "shop/web, false",
        "localhost/web, true",
        "localhost:5000/web, true",
        "registry.example.com/shop/web, true"
    })
    void pushesWhereTheRepositoryNamesARegistry(String repository, boolean pushed) {
        assertThat(BuildRequest.namesRegistry(repository)).isEqualTo(pushed);
    }

    @ParameterizedTest
    @CsvSource({
        "--docker,",
        "--docker shop,shop",
        "--docker unix:///run/d.sock shop,shop",
        "--docker unix:///run/d.sock --listen 127.0.0.1 shop,shop",
        "--listen 127.0.0.1 --docker shop,shop",
        "--docker=unix:///run/d.sock,"
    })
    void takesOnlyAUrlForTheDockerHost(String arguments, String directory) {
        Deploying deploying = new Deploying();

        new CommandLine(deploying).parseArgs(arguments.split(" "));

        assertThat(deploying.directory).isEqualTo(directory);
    }

    @Test
    void leavesToThePolicyFileWhatIsNotSaid() throws InvalidInputException {
        PolicyRequest asked = policy().request(null, null);

        assertThat(asked.failOn()).isNull();
        assertThat(asked.ignoreUnfixed()).isNull();
        assertThat(asked.newOnly()).isNull();
        assertThat(asked.thresholds()).isNull();
        assertThat(asked.policyFile()).isEqualTo(".autodeploy/policy.yaml");
    }

    @Test
    void goesBeforeThePolicyFileWhereItIsSaid() throws InvalidInputException {
        PolicyRequest asked = policy(
                        "--fail-on",
                        "high",
                        "--no-ignore-unfixed",
                        "--new-only",
                        "--threshold",
                        "LOW=3",
                        "--threshold",
                        "high=0",
                        "--vex",
                        "a.json",
                        "--vex",
                        "b.json")
                .request("production", "old.json");

        assertThat(asked.failOn()).isEqualTo("HIGH");
        assertThat(asked.ignoreUnfixed()).isFalse();
        assertThat(asked.newOnly()).isTrue();
        assertThat(asked.thresholds()).containsOnly(Map.entry("LOW", 3), Map.entry("HIGH", 0));
        assertThat(asked.vexFiles()).containsExactly("a.json", "b.json");
        assertThat(asked.environment()).isEqualTo("production");
        assertThat(asked.baseline()).isEqualTo("old.json");
    }

    @Test
    void namesTheOptionThatIsWrong() {
        assertThatThrownBy(() -> policy("--threshold", "HIGH=x").request(null, null))
                .hasMessageStartingWith("--threshold: 'HIGH=x' is not valid");
        assertThatThrownBy(() -> policy("--fail-on", "worst").request(null, null))
                .hasMessageStartingWith("--fail-on: 'worst' is not valid");
    }

    private static PolicyOptions policy(String... arguments) {
        PolicyOptions options = new PolicyOptions();
        new CommandLine(CommandSpec.create().addMixin("policy", CommandSpec.forAnnotatedObject(options)))
                .parseArgs(arguments);
        return options;
    }

    @Test
    void hasNoNamespaceOnADockerHost() {
        Deploying deploying = new Deploying();

        new CommandLine(deploying).parseArgs("--docker");

        assertThat(deploying.target.namespace()).isEmpty();
    }

    @Test
    void deploysToTheDefaultNamespaceOfACluster() {
        Deploying deploying = new Deploying();

        new CommandLine(deploying).parseArgs("--kubeconfig", "file");

        assertThat(deploying.target.namespace()).isEqualTo("default");
    }
}
