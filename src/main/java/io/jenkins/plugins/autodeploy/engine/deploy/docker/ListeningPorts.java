package io.jenkins.plugins.autodeploy.engine.deploy.docker;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the kernel's tables of sockets, {@code /proc/net/tcp} and {@code /proc/net/tcp6} (see proc(5)). Pure. */
final class ListeningPorts {
    /** Local address and port in hexadecimal, then the peer's, then the state: 0A is LISTEN. */
    private static final Pattern LISTENING =
            Pattern.compile("\\s*\\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} 0A .*");

    /** What an IPv4 address begins with where a program listens on it through IPv6. */
    private static final String MAPPED = "0000000000000000FFFF0000";

    private static final int LENGTH = 8;
    private static final int BYTE = 0xff;

    private ListeningPorts() {}

    /** Whether somebody listens where {@code address:port} could then not be listened on as well. */
    static boolean taken(List<String> table, String address, int port) {
        return table.stream()
                .map(LISTENING::matcher)
                .filter(Matcher::matches)
                .filter(line -> Integer.parseInt(line.group(2), 16) == port)
                .anyMatch(line -> overlap(line.group(1), address));
    }

    private static boolean overlap(String hexadecimal, String address) {
        if (hexadecimal.chars().allMatch(digit -> digit == '0')) {
            return true;
        }
        String version4 = hexadecimal.startsWith(MAPPED) ? hexadecimal.substring(MAPPED.length()) : hexadecimal;
        return version4.length() == LENGTH
                && (address.equals(DockerHost.ALL_ADDRESSES) || dotted(version4).equals(address));
    }

    /** The kernel writes the address as one number of the machine, whose lowest byte comes first on the machines that run containers. */
    private static String dotted(String hexadecimal) {
        long bits = Long.parseLong(hexadecimal, 16);
        return "%d.%d.%d.%d".formatted(bits & BYTE, bits >> 8 & BYTE, bits >> 16 & BYTE, bits >> 24 & BYTE);
    }
}
