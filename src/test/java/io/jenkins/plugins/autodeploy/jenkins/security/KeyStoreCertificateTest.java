package io.jenkins.plugins.autodeploy.jenkins.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access.KubernetesAccess;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStoreCertificateTest {
    private static final char[] PASSWORD = "change-it".toCharArray();

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void isTakenByTheClient(String algorithm, @TempDir Path directory) throws Exception {
        KeyStore store = store(algorithm, directory.resolve("client.p12"));

        KubernetesAccess access =
                new KeyStoreCertificate(store, PASSWORD).access("credentialsId", "cert", "https://10.0.0.1:6443", null);

        Config config = access.toConfig();
        assertThat(SSLUtils.keyManagers(config)).isNotEmpty();
        assertThat(config.getClientCertData()).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(access.toString()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void isRefusedWhereTheStoreHasNoKey() throws Exception {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, PASSWORD);

        assertThatThrownBy(() -> new KeyStoreCertificate(empty, PASSWORD).access("credentialsId", "cert", "s", null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a private key and its certificate");
    }

    private static KeyStore store(String algorithm, Path file) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String arguments =
                "-genkeypair -alias client -keyalg %s -dname CN=ci -storetype PKCS12 -storepass change-it -keystore %s"
                        .formatted(algorithm, file);
        Process process = new ProcessBuilder((keytool + " " + arguments).split(" "))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            store.load(stream, PASSWORD);
        }
        return store;
    }
}
