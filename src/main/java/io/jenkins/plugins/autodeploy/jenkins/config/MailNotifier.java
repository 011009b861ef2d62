package io.jenkins.plugins.autodeploy.jenkins.config;

import hudson.tasks.Mailer;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.notify.NotDeliveredException;
import io.jenkins.plugins.autodeploy.engine.notify.Notice;
import io.jenkins.plugins.autodeploy.engine.notify.Notifier;
import io.jenkins.plugins.autodeploy.jenkins.host.AutoDeployRuntime;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import jenkins.model.JenkinsLocationConfiguration;

/** Sends notices as mail. A server is talked to on a thread of its own, with the timeouts of the Mailer plugin. */
final class MailNotifier implements Notifier {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Session session;
    private final Address from;
    private final Address[] recipients;
    private final Executor threads;

    MailNotifier(Session session, Address from, Address[] recipients, Executor threads) {
        this.session = session;
        this.from = from;
        this.recipients = recipients.clone();
        this.threads = threads;
    }

    /**
     * By the server of the Mailer plugin, from the administrator's address.
     *
     * @param recipients addresses between commas
     * @throws InvalidInputException when there are none, or one is no address
     */
    static MailNotifier ofMailer(String recipients) throws InvalidInputException {
        String administrator = JenkinsLocationConfiguration.get().getAdminAddress();
        return new MailNotifier(
                Mailer.descriptor().createSession(),
                administrator(administrator),
                addresses(recipients),
                AutoDeployRuntime.get().workers());
    }

    private static Address administrator(String address) throws InvalidInputException {
        try {
            return Mailer.stringToAddress(address, UTF_8);
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new InvalidInputException("System Admin e-mail address", address, "a mail address");
        }
    }

    static Address[] addresses(String recipients) throws InvalidInputException {
        try {
            InternetAddress[] addresses = InternetAddress.parse(recipients);
            for (InternetAddress address : addresses) {
                // As parsed it would go out with letters that no header may have.
                address.setPersonal(address.getPersonal(), UTF_8);
            }
            if (addresses.length > 0) {
                return addresses;
            }
        } catch (AddressException | UnsupportedEncodingException e) {
            // told below in the same words
        }
        throw new InvalidInputException("recipients", recipients, "mail addresses between commas");
    }

    @Override
    public CompletableFuture<Void> send(Notice notice) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                Transport.send(message(notice));
                sent.complete(null);
            } catch (MessagingException e) {
                sent.completeExceptionally(new NotDeliveredException("the mail server did not take it: "
                        + String.valueOf(e.getMessage()).strip()));
            } catch (RuntimeException | Error e) {
                // Also an error of a library that does not fit: whoever waits must learn of it.
                sent.completeExceptionally(e);
            }
        });
        return sent;
    }

    private MimeMessage message(Notice notice) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, recipients);
        message.setSubject(subject(notice), UTF_8);
        message.setText(text(notice), UTF_8);
        message.setSentDate(Date.from(notice.time()));
        return message;
    }

    /** Without the reason, and on one line: records hold words of others. */
    private static String subject(Notice notice) {
        String what = notice.image().isEmpty() ? notice.target().workload() : notice.image();
        return "[%s] %s: %s"
                .formatted(notice.environment(), what, notice.event().label())
                .replaceAll("\\p{Cntrl}", " ");
    }

    private static String text(Notice notice) {
        String starter = notice.user() == null ? notice.cause() : notice.user();
        String link = notice.link() == null ? "" : "\n\n" + notice.link();
        return "%s\n\n%s #%d, started by %s%s\n"
                .formatted(notice.sentence(), notice.job(), notice.run(), starter, link);
    }
}
