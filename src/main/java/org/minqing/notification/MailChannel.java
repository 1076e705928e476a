package org.minqing.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.minqing.directory.Officer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** E-mail over SMTP. The notice id is the message's id, so that a mail server drops a repeat where it can. */
@Component
@ConditionalOnExpression("'${spring.mail.host:}' != ''")
class MailChannel implements NotificationChannel {

    static final String ID_HEADER = "X-Minqing-Notice-Id";

    private final JavaMailSender sender;
    private final String from;

    MailChannel(JavaMailSender sender, @Value("${minqing.notification.from}") String from) {
        this.sender = sender;
        this.from = from;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public List<Officer> reachable(List<Officer> officers) {
        return officers.stream()
                .filter(officer -> officer.email() != null && !officer.email().isBlank())
                .toList();
    }

    @Override
    public void deliver(Letter letter, List<Officer> receivers) throws DeliveryFailed {
        try {
            sender.send(message(letter, receivers));
        } catch (MailAuthenticationException refused) {
            throw new DeliveryFailed(DeliveryFailed.Reach.CHANNEL_DOWN, "mail server refuses our login", refused);
        } catch (MailSendException failed) {
            throw explained(failed);
        } catch (MailException | MessagingException failed) {
            throw new DeliveryFailed(DeliveryFailed.Reach.LATER, failed.getMessage(), failed);
        }
    }

    private MimeMessage message(Letter letter, List<Officer> receivers) throws MessagingException {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(receivers.stream().map(Officer::email).toArray(String[]::new));
        helper.setSubject(letter.subject());
        helper.setText(letter.text());
        message.setHeader("Message-ID", "<%s@minqing>".formatted(letter.noticeId()));
        message.setHeader(ID_HEADER, letter.noticeId());
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private static DeliveryFailed explained(MailSendException failed) {
        Exception cause = failed.getMessageExceptions().length > 0 ? failed.getMessageExceptions()[0] : failed;
        if (hasCause(failed, MailConnectException.class) || failed.getMessageExceptions().length == 0) {
            return new DeliveryFailed(DeliveryFailed.Reach.CHANNEL_DOWN, text(failed), failed);
        }
        if (cause instanceof SendFailedException refused && everyAddressIsUnknown(refused)) {
            return new DeliveryFailed(DeliveryFailed.Reach.RECEIVER_GONE, text(cause), failed);
        }
        return new DeliveryFailed(DeliveryFailed.Reach.LATER, text(cause), failed);
    }

    /** Whether the server has answered 5xx to each receiver; a 4xx among them may still come good. */
    private static boolean everyAddressIsUnknown(SendFailedException refused) {
        boolean any = false;
        for (Exception next = refused.getNextException();
                next instanceof MessagingException answer;
                next = answer.getNextException()) {
            if (answer instanceof SMTPAddressFailedException address) {
                if (address.getReturnCode() < 500) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private static boolean hasCause(Throwable thrown, Class<?> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String text(Exception cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
