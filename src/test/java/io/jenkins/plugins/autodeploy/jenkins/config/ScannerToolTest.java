package io.jenkins.plugins.autodeploy.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.when;

import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Node;
import hudson.model.TaskListener;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import org.junit.jupiter.api.Test;

/** Which directory a step's {@code tool} means. */
class ScannerToolTest {
    private final Node node = mock(Node.class);
    private final EnvVars environment = mock(EnvVars.class);

    @Test
    void isTheOneOfThatNameOnTheNode() throws Exception {
        ScannerTool here = tool("trivy", "/opt/trivy");
        ScannerTool configured = tool("trivy", "/usr/share/trivy");
        when(configured.translate(node, environment, TaskListener.NULL)).thenReturn(here);

        assertThat(home("trivy", tool("grype", "/opt/grype"), configured)).isEqualTo("/opt/trivy");
    }

    @Test
    void namesTheToolsThatThereAre() {
        assertThatThrownBy(() -> home("snyk", tool("trivy", "/opt/trivy")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "tool: 'snyk' is not valid: expected one of the security scanners under Manage Jenkins » Tools: [trivy]");
    }

    @Test
    void wantsADirectoryOnTheNode() throws Exception {
        ScannerTool here = tool("trivy", null);
        ScannerTool configured = tool("trivy", null);
        when(configured.translate(node, environment, TaskListener.NULL)).thenReturn(here);

        assertThatThrownBy(() -> home("trivy", configured))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a directory on this node");
    }

    private String home(String name, ScannerTool... installations) throws Exception {
        ScannerTool.DescriptorImpl descriptor = mock(ScannerTool.DescriptorImpl.class);
        when(descriptor.getInstallations()).thenReturn(installations);
        try (var extensions = mockStatic(ExtensionList.class);
                var texts = mockStatic(Util.class)) {
            extensions
                    .when(() -> ExtensionList.lookupSingleton(ScannerTool.DescriptorImpl.class))
                    .thenReturn(descriptor);
            texts.when(() -> Util.fixEmpty(anyString())).thenAnswer(call -> call.getArgument(0));
            return ScannerTool.home(name, node, environment, TaskListener.NULL);
        }
    }

    private static ScannerTool tool(String name, String home) {
        ScannerTool tool = mock(ScannerTool.class);
        when(tool.getName()).thenReturn(name);
        when(tool.getHome()).thenReturn(home);
        return tool;
    }
}
