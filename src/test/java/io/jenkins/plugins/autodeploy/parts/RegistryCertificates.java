package io.jenkins.plugins.autodeploy.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An authority of its own and certificates that it signed for one address, made by Debian's {@code openssl}. */
public final class RegistryCertificates {
    private final Path directory;

    private RegistryCertificates(Path directory) {
        this.directory = directory;
    }

    /** @param address an IP address of this machine */
    public static RegistryCertificates of(String address, Path directory) throws IOException, InterruptedException {
        RegistryCertificates certificates = new RegistryCertificates(directory);
        Files.writeString(directory.resolve("names"), "subjectAltName=IP:" + address);
        certificates.openssl(
                "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 2 -subj /CN=authority -addext basicConstraints=critical,CA:TRUE");
        certificates.openssl("req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=" + address);
        certificates.sign("valid.crt", 2);
        certificates.sign("expired.crt", -1);
        return certificates;
    }

    /** The authority's own certificate, by which the others are trusted. */
    public Path authority() {
        return directory.resolve("ca.crt");
    }

    public Path key() {
        return directory.resolve("server.key");
    }

    public Path valid() {
        return directory.resolve("valid.crt");
    }

    public Path expired() {
        return directory.resolve("expired.crt");
    }

    private void sign(String certificate, int days) throws IOException, InterruptedException {
        openssl("x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -extfile names -days " + days
                + " -out " + certificate);
    }

    private void openssl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("openssl failed: " + output);
        }
    }
}
