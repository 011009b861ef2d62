package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListeningPortsTest {
    /** 127.0.0.1:8080 listens, 0.0.0.0:80 listens, and 127.0.0.1:9090 is one end of a connection. */
    private static final List<String> TABLE = List.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0",
            "   1: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2 1 0 100 0 0 10 0",
            "   2: 0100007F:2382 0100007F:B3F4 01 00000000:00000000 00:00000000 00000000     0        0 3 1 0 100 0 0 10 0");

    private static final String ALL_ADDRESSES_V6 =
            "   0: 00000000000000000000000000000000:1F91 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000";

    private static final String MAPPED_LOOPBACK =
            "   0: 0000000000000000FFFF00000100007F:1F92 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000";

    @Test
    void seesAnIpv4ListenerOfAProgramThatSpeaksIpv6() {
        assertThat(ListeningPorts.taken(List.of(MAPPED_LOOPBACK), "127.0.0.1", 8082))
                .isTrue();
        assertThat(ListeningPorts.taken(List.of(MAPPED_LOOPBACK), "0.0.0.0", 8082))
                .isTrue();
        assertThat(ListeningPorts.taken(List.of(MAPPED_LOOPBACK), "192.0.2.1", 8082))
                .isFalse();
    }

    @Test
    void seesAListenerOnTheSameAddressOrOnAll() {
        assertThat(ListeningPorts.taken(TABLE, "127.0.0.1", 8080)).isTrue();
        assertThat(ListeningPorts.taken(TABLE, "0.0.0.0", 8080)).isTrue();
        assertThat(ListeningPorts.taken(TABLE, "192.0.2.1", 80)).isTrue();
        assertThat(ListeningPorts.taken(List.of(ALL_ADDRESSES_V6), "0.0.0.0", 8081))
                .isTrue();
    }

    @Test
    void takesNoNoticeOfOtherAddressesOtherPortsAndConnections() {
        assertThat(ListeningPorts.taken(TABLE, "192.0.2.1", 8080)).isFalse();
        assertThat(ListeningPorts.taken(TABLE, "127.0.0.1", 8081)).isFalse();
        assertThat(ListeningPorts.taken(TABLE, "127.0.0.1", 9090)).isFalse();
    }
}
