package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PromptSocketsTest {
    private final PromptSockets sockets = new PromptSockets();

    @Test
    void sendAtOnceHoweverTheyAreMade() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 5, loopback);
                Socket unconnected = sockets.createSocket();
                Socket byName = sockets.createSocket(loopback.getHostName(), server.getLocalPort());
                Socket byAddress = sockets.createSocket(loopback, server.getLocalPort());
                Socket fromByName = sockets.createSocket(loopback.getHostName(), server.getLocalPort(), loopback, 0);
                Socket fromByAddress = sockets.createSocket(loopback, server.getLocalPort(), loopback, 0)) {
            assertThat(unconnected.getTcpNoDelay()).isTrue();
            assertThat(byName.getTcpNoDelay()).isTrue();
            assertThat(byAddress.getTcpNoDelay()).isTrue();
            assertThat(fromByName.getTcpNoDelay()).isTrue();
            assertThat(fromByAddress.getTcpNoDelay()).isTrue();
        }
    }
}
