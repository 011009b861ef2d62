package io.jenkins.plugins.autodeploy.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.notify.Moment;
import io.jenkins.plugins.autodeploy.engine.notify.NotDeliveredException;
import io.jenkins.plugins.autodeploy.engine.notify.Notice;
import io.jenkins.plugins.autodeploy.engine.record.Samples;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails to a server that speaks as much SMTP as a mail needs. */
class MailNotifierTest {
    private final List<String> received = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private volatile String recipientAnswer = "250 OK";

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "smtp");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void sendsOneMailToAllRecipients() throws Exception {
        notifier().send(notice("shop/web:3", "Crash loop")).get(30, TimeUnit.SECONDS);

        assertThat(received)
                .contains(
                        "MAIL FROM:<jenkins@example.com>",
                        "RCPT TO:<ops@example.com>",
                        "RCPT TO:<ada@example.com>",
                        "Subject: [production] shop/web:3: failed",
                        "Deployment of shop/web:3 to production has failed: Crash loop",
                        "shop #3, started by ada",
                        "https://ci.example/job/shop/deployments/");
    }

    @Test
    void namesOfRecipientsMayHaveAnyLetters() throws Exception {
        notifier("Ünal <unal@example.com>, ada@example.com")
                .send(notice("shop/web:3", "x"))
                .get(30, TimeUnit.SECONDS);

        String to = received.stream()
                .filter(line -> line.startsWith("To: "))
                .findFirst()
                .orElseThrow();
        assertThat(to).isEqualTo("To: =?UTF-8?Q?=C3=9Cnal?= <unal@example.com>, ada@example.com");
    }

    @Test
    void wordsOfOthersAddNoHeader() throws Exception {
        notifier().send(notice("shop/web:3\r\nBcc: mallory@example.com", "x")).get(30, TimeUnit.SECONDS);

        assertThat(received.subList(received.indexOf("DATA"), received.indexOf("")))
                .noneMatch(header -> header.startsWith("Bcc"));
    }

    @Test
    void saysWhyTheServerDidNotTakeIt() {
        recipientAnswer = "550 No such user";

        assertThatThrownBy(() -> notifier().send(notice("shop/web:3", "x")).get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(NotDeliveredException.class)
                .hasMessageStartingWith("the mail server did not take it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ops@", "a b c"})
    void refusesWhatIsNoAddress(String recipients) {
        assertThatThrownBy(() -> MailNotifier.addresses(recipients))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("recipients");
    }

    private MailNotifier notifier() throws Exception {
        return notifier("ops@example.com, ada@example.com");
    }

    private MailNotifier notifier(String recipients) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(server.getLocalPort()));
        return new MailNotifier(
                Session.getInstance(properties),
                new InternetAddress("jenkins@example.com"),
                MailNotifier.addresses(recipients),
                work -> new Thread(work, "mail").start());
    }

    private static Notice notice(String image, String reason) {
        return new Notice(
                Moment.FAILED,
                Instant.EPOCH,
                "3-abc",
                false,
                "shop",
                3,
                "ada",
                "user",
                "production",
                Samples.PRODUCTION,
                image,
                null,
                reason,
                "https://ci.example/job/shop/deployments/");
    }

    private void serve() {
        try (Socket socket = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                PrintStream out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
            out.print("220 ready\r\n");
            boolean message = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                received.add(line);
                if (message && !line.equals(".")) {
                    continue;
                }
                message = line.equals("DATA");
                out.print(answer(line) + "\r\n");
            }
        } catch (IOException e) {
            received.add(e.toString());
        }
    }

    private String answer(String line) {
        if (line.startsWith("RCPT")) {
            return recipientAnswer;
        }
        return switch (line) {
            case "DATA" -> "354 Go on";
            case "QUIT" -> "221 Bye";
            default -> "250 OK";
        };
    }
}
