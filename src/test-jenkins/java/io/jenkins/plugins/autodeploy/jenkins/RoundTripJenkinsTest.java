package io.jenkins.plugins.autodeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.TaskListener;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import io.jenkins.plugins.autodeploy.jenkins.config.DeploymentFreeze;
import io.jenkins.plugins.autodeploy.jenkins.config.DockerHost;
import io.jenkins.plugins.autodeploy.jenkins.config.KubernetesCluster;
import io.jenkins.plugins.autodeploy.jenkins.config.MailChannel;
import io.jenkins.plugins.autodeploy.jenkins.config.Registry;
import io.jenkins.plugins.autodeploy.jenkins.config.ScannerTool;
import io.jenkins.plugins.autodeploy.jenkins.config.SlackChannel;
import io.jenkins.plugins.autodeploy.jenkins.config.WebHook;
import io.jenkins.plugins.autodeploy.jenkins.config.WebHookChannel;
import io.jenkins.plugins.autodeploy.jenkins.steps.BuildImageStep;
import io.jenkins.plugins.autodeploy.jenkins.steps.DeployToClusterStep;
import io.jenkins.plugins.autodeploy.jenkins.steps.DetectProjectStep;
import io.jenkins.plugins.autodeploy.jenkins.steps.RollbackDeploymentStep;
import io.jenkins.plugins.autodeploy.jenkins.steps.SecurityScanStep;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What is filled into a form comes out of it again: the snippet generator and the system configuration. */
@WithJenkins
class RoundTripJenkinsTest {
    @Test
    void detectProjectFromTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        assertThat(snippet(jenkins, DetectProjectStep.class, """
                {"dir": "web", "generate": "dockerfile\\nkubernetes", "overwrite": true}"""))
                .isEqualTo("detectProject dir: 'web', generate: ['dockerfile', 'kubernetes'], overwrite: true");
    }

    @Test
    void buildImageFromTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        assertThat(snippet(jenkins, BuildImageStep.class, """
                {"repository": "registry.example.com/shop", "tags": "1.2\\nlatest", "buildArgs": "VERSION=1.2", "push": "false",
                 "builder": "auto", "dockerfile": "", "timeoutMinutes": "5"}"""))
                .isEqualTo(
                        "buildImage buildArgs: [VERSION: '1.2'], push: false, repository: 'registry.example.com/shop',"
                                + " tags: ['1.2', 'latest'], timeoutMinutes: 5");
    }

    @Test
    void buildImageWithAllOfItsParametersFromTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        assertThat(snippet(jenkins, BuildImageStep.class, """
                {"repository": "registry.example.com/shop", "builder": "buildah", "platform": "linux/amd64,linux/arm64", "network": "host",
                 "secrets": "npmrc=npm-credentials", "cacheFrom": "registry.example.com/cache", "cacheTo": "registry.example.com/cache",
                 "format": "oci", "baseImage": "", "latest": true, "latestFor": "staging"}"""))
                .isEqualTo("buildImage builder: 'buildah', cacheFrom: ['registry.example.com/cache'],"
                        + " cacheTo: 'registry.example.com/cache', format: 'oci', latest: true, latestFor: 'staging',"
                        + " network: 'host', platform: 'linux/amd64,linux/arm64', repository: 'registry.example.com/shop',"
                        + " secrets: [npmrc: 'npm-credentials']");
    }

    @Test
    void securityScanFromTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        assertThat(snippet(jenkins, SecurityScanStep.class, """
                {"image": "shop:1", "failOn": "HIGH", "ignoreUnfixed": "true", "newOnly": "", "scanner": "auto",
                 "policyFile": ".autodeploy/policy.yaml", "timeoutMinutes": "20"}"""))
                .isEqualTo("securityScan failOn: 'HIGH', ignoreUnfixed: true, image: 'shop:1'");
    }

    @Test
    void securityScanWithAllOfItsParametersFromTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        assertThat(snippet(jenkins, SecurityScanStep.class, """
                {"dir": "web", "scanner": "trivy, built-in", "checks": "secret\\nvulnerability", "exclude": "docs/**", "failOn": "",
                 "ignoreUnfixed": "false", "newOnly": "true", "baseline": "old.json", "maxAge": "12h", "thresholds": "HIGH=5",
                 "environment": "production", "policyFile": "policy.yaml", "acceptFile": "accepted.yaml", "vexFiles": "vex.json",
                 "osvDatabase": "osv", "npmAudit": true, "server": "https://trivy.example", "serverCredentialsId": "token",
                 "credentialsId": "registry", "tool": "trivy", "scannerImage": "trivy:1", "sbom": "sbom.json", "sarif": "scan.sarif",
                 "timeoutMinutes": "5"}"""))
                .isEqualTo(
                        "securityScan acceptFile: 'accepted.yaml', baseline: 'old.json', checks: ['secret', 'vulnerability'],"
                                + " credentialsId: 'registry', dir: 'web', environment: 'production', exclude: ['docs/**'],"
                                + " ignoreUnfixed: false, maxAge: '12h', newOnly: true, npmAudit: true, osvDatabase: 'osv',"
                                + " policyFile: 'policy.yaml', sarif: 'scan.sarif', sbom: 'sbom.json', scanner: 'trivy, built-in',"
                                + " scannerImage: 'trivy:1', server: 'https://trivy.example', serverCredentialsId: 'token',"
                                + " thresholds: [HIGH: '5'], timeoutMinutes: 5, tool: 'trivy', vexFiles: ['vex.json']");
    }

    @Test
    void deployToClusterFromTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        assertThat(snippet(jenkins, DeployToClusterStep.class, """
                {"image": "shop:1", "environment": "staging", "replicas": "3", "env": "MODE=test", "rollbackOnFailure": false,
                 "variables": "HOST=shop.example.com",
                 "strategy": "rolling", "port": "", "notify": "team-a", "allowOutdated": true, "overrideFreeze": "hotfix 123"}"""))
                .isEqualTo(
                        "deployToCluster allowOutdated: true, env: [MODE: 'test'], environment: 'staging', image: 'shop:1',"
                                + " notify: ['team-a'], overrideFreeze: 'hotfix 123', replicas: 3,"
                                + " rollbackOnFailure: false, variables: [HOST: 'shop.example.com']");
    }

    @Test
    void deployToClusterWithACanaryFromTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        assertThat(snippet(jenkins, DeployToClusterStep.class, """
                {"image": "shop:1", "rollbackOnFailure": true, "strategy": "canary", "steps": "5\\n25 for 10m\\n100", "pause": "1m",
                 "traffic": "istio", "keepFor": ""}"""))
                .isEqualTo("deployToCluster image: 'shop:1', pause: '1m', steps: ['5', '25 for 10m', '100'],"
                        + " strategy: 'canary', traffic: 'istio'");
    }

    @Test
    void deployToClusterTakesNumbersAndTextsAsSteps(JenkinsRule jenkins) throws Exception {
        DeployToClusterStep step = new DescribableModel<>(DeployToClusterStep.class)
                .instantiate(
                        Map.of("image", "shop:1", "strategy", "canary", "steps", List.of(5, "25 for 10m", 100)),
                        TaskListener.NULL);

        assertThat(step.getSteps()).containsExactly("5", "25 for 10m", "100");
    }

    @Test
    void deployToClusterWithAnApprovalFromTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        assertThat(snippet(jenkins, DeployToClusterStep.class, """
                {"image": "shop:1", "rollbackOnFailure": true,
                 "approval": {"by": "ops,release", "count": "2", "timeout": "2h", "notSelf": false}}"""))
                .isEqualTo("deployToCluster approval: [by: 'ops,release', count: 2, notSelf: false, timeout: '2h'],"
                        + " image: 'shop:1'");
    }

    @Test
    void rollbackDeploymentFromTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        assertThat(snippet(jenkins, RollbackDeploymentStep.class, """
                {"environment": "production", "to": "3", "reason": "errors", "timeoutMinutes": "5", "notify": "ops\\nteam-a",
                 "strategy": "recreate"}"""))
                .isEqualTo("rollbackDeployment environment: 'production', notify: ['ops', 'team-a'], reason: 'errors',"
                        + " strategy: 'recreate', to: '3'");
    }

    @Test
    void rollbackDeploymentWithACanaryFromTheSnippetGenerator(JenkinsRule jenkins) throws Exception {
        assertThat(snippet(jenkins, RollbackDeploymentStep.class, """
                {"environment": "production", "timeoutMinutes": "5", "strategy": "canary", "steps": "25", "pause": "5m",
                 "traffic": "auto", "keepFor": ""}"""))
                .isEqualTo(
                        "rollbackDeployment environment: 'production', pause: '5m', steps: ['25'], strategy: 'canary'");
    }

    @Test
    void everyStepsFormCanBeShown(JenkinsRule jenkins) throws Exception {
        for (StepDescriptor descriptor : StepDescriptor.all()) {
            if (descriptor.clazz.getName().startsWith("io.jenkins.plugins.autodeploy")) {
                try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
                    String page = client.goTo(descriptor.getDescriptorUrl() + "/help")
                            .getWebResponse()
                            .getContentAsString();
                    assertThat(page).contains("<p>");
                }
                assertThat(descriptor.getConfigPage()).isNotNull();
            }
        }
    }

    @Test
    void toolConfiguration(JenkinsRule jenkins) throws Exception {
        ScannerTool.DescriptorImpl tools = ExtensionList.lookupSingleton(ScannerTool.DescriptorImpl.class);
        tools.setInstallations(new ScannerTool("trivy", "/opt/trivy", List.of()));

        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            HtmlForm form = client.goTo("manage/configureTools").getFormByName("config");
            jenkins.submit(form);
        }

        assertThat(tools.getInstallations()).hasSize(1);
        assertThat(tools.getInstallations()[0].getName()).isEqualTo("trivy");
        assertThat(tools.getInstallations()[0].getHome()).isEqualTo("/opt/trivy");
        assertThat(new ScannerTool.DescriptorImpl().getInstallations())
                .as("read from the disk")
                .hasSize(1);
    }

    private static String snippet(JenkinsRule jenkins, Class<? extends Step> step, String form) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            WebRequest request = new WebRequest(
                    client.createCrumbedUrl(Snippetizer.ACTION_URL + "/generateSnippet"), HttpMethod.POST);
            JSONObject json = JSONObject.fromObject(form);
            json.put("stapler-class", step.getName());
            json.put("$class", step.getName());
            request.setRequestParameters(List.of(new NameValuePair("json", json.toString())));
            return client.getPage(request).getWebResponse().getContentAsString().strip();
        }
    }

    @Test
    void systemConfiguration(JenkinsRule jenkins) throws Exception {
        KubernetesCluster cluster = new KubernetesCluster("test");
        cluster.setServerUrl("https://10.0.0.1:6443");
        cluster.setContext("staging");
        cluster.setInCluster(true);
        DockerHost host = new DockerHost("docker");
        host.setUri("unix:///run/docker.sock");
        host.setFirstPort(31000);
        host.setLastPort(31999);
        host.setProxyImage("nginx:1.28");
        Registry registry = new Registry("registry.example.com:5000");
        registry.setInsecure(true);
        registry.setCertificateAuthority("-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----");
        AutoDeployConfiguration configuration = AutoDeployConfiguration.get();
        configuration.setClusters(List.of(cluster, host));
        configuration.setRegistries(List.of(registry));
        WebHook hook = new WebHook("orders", "https://checks.example.com/orders");
        configuration.setWebHooks(List.of(hook));
        configuration.setOnlyConfiguredDockerHosts(true);
        WebHookChannel ops = new WebHookChannel("ops");
        ops.setEnvironments("production, staging-*");
        ops.setMoments("failed, rolledBack");
        SlackChannel slack = new SlackChannel("team-a");
        MailChannel mail = new MailChannel("team-a");
        mail.setRecipients("ops@example.com, ada@example.com");
        configuration.setChannels(List.of(ops, slack, mail));
        DeploymentFreeze weekend = new DeploymentFreeze("production, eu-*", "Weekend");
        weekend.setCron("0 16 * * 5");
        weekend.setDuration("64h");
        weekend.setZone("Europe/Berlin");
        DeploymentFreeze christmas = new DeploymentFreeze("*", "Christmas");
        christmas.setFrom("2026-12-23");
        christmas.setTo("2027-01-02");
        configuration.setFreezeWindows(List.of(weekend, christmas));

        jenkins.configRoundtrip();

        assertThat(configuration.getChannels()).hasSize(3);
        jenkins.assertEqualDataBoundBeans(ops, configuration.getChannels().get(0));
        jenkins.assertEqualDataBoundBeans(slack, configuration.getChannels().get(1));
        jenkins.assertEqualDataBoundBeans(mail, configuration.getChannels().get(2));

        assertThat(configuration.isOnlyConfiguredDockerHosts()).isTrue();

        assertThat(configuration.getFreezeWindows()).hasSize(2);
        jenkins.assertEqualDataBoundBeans(
                weekend, configuration.getFreezeWindows().get(0));
        jenkins.assertEqualDataBoundBeans(
                christmas, configuration.getFreezeWindows().get(1));

        assertThat(configuration.getClusters()).hasSize(2);
        jenkins.assertEqualDataBoundBeans(cluster, configuration.getClusters().get(0));
        jenkins.assertEqualDataBoundBeans(host, configuration.getClusters().get(1));
        assertThat(configuration.getWebHooks()).hasSize(1);
        jenkins.assertEqualDataBoundBeans(hook, configuration.getWebHooks().get(0));
        assertThat(configuration.getRegistries()).hasSize(1);
        jenkins.assertEqualDataBoundBeans(
                registry, configuration.getRegistries().get(0));
    }
}
