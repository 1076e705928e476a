package org.minqing.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** E-mail over SMTP. The message's id makes its Message-ID, so that a mail server drops a repeat where it can. */
@Component
@ConditionalOnExpression("'${spring.mail.host:}' != ''")
class MailChannel implements NotificationChannel {

    /** Once for each notice that the message carries. */
    static final String ID_HEADER = "X-Minqing-Notice-Id";

    private static final int CLOSING_DOWN = 421;

    private final JavaMailSender sender;
    private final String from;

    /** @param within a mail server that takes longer than this for one message is tried again later */
    MailChannel(
            JavaMailSenderImpl sender,
            @Value("${minqing.notification.from}") String from,
            @Value("${minqing.notification.mail-within:1m}") Duration within) {
        sender.getJavaMailProperties().put("mail.smtp.socketFactory", new DeadlineSockets(within));
        this.sender = sender;
        this.from = from;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.MAIL;
    }

    @Override
    public String deliver(Message message, Target target) throws DeliveryFailed {
        try {
            sender.send(mail(message, target.officer().email()));
            return "250";
        } catch (MailAuthenticationException refused) {
            throw new DeliveryFailed(DeliveryFailed.Reach.CHANNEL_DOWN, "mail server refuses our login", refused);
        } catch (MailSendException failed) {
            throw explained(failed);
        } catch (MailException | MessagingException failed) {
            throw new DeliveryFailed(
                    DeliveryFailed.Reach.MESSAGE, failed.getClass().getSimpleName(), failed);
        }
    }

    private MimeMessage mail(Message message, String to) throws MessagingException {
        MimeMessage mail = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(to);
        helper.setSubject(message.subject());
        helper.setText(message.text());
        mail.setHeader("Message-ID", "<%s@minqing>".formatted(message.id()));
        for (Letter letter : message.letters()) {
            mail.addHeader(ID_HEADER, letter.noticeId());
        }
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static DeliveryFailed explained(MailSendException failed) {
        Exception cause = failed.getMessageExceptions().length > 0 ? failed.getMessageExceptions()[0] : null;
        if (cause == null || hasCause(failed, MailConnectException.class) || !isSpoken(failed)) {
            return new DeliveryFailed(DeliveryFailed.Reach.CHANNEL_DOWN, "mail server cannot be reached", failed);
        }
        for (Throwable each = cause; each != null; each = next(each)) {
            if (each instanceof SMTPAddressFailedException answer) {
                return new DeliveryFailed(
                        toAddress(answer.getReturnCode(), answer.getMessage()), code(answer.getReturnCode()), failed);
            }
            if (each instanceof SMTPSendFailedException answer) {
                return new DeliveryFailed(toMessage(answer), code(answer.getReturnCode()), failed);
            }
        }
        return new DeliveryFailed(DeliveryFailed.Reach.RECEIVER, "connection lost before the answer", failed);
    }

    /** Spring says so where it did not get as far as a message: no connection, no greeting, no encryption. */
    private static boolean isSpoken(MailSendException failed) {
        return failed.getMessage() == null || !failed.getMessage().startsWith("Mail server connection failed");
    }

    private static boolean hasCause(Throwable thrown, Class<?> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable next(Throwable each) {
        return each instanceof MessagingException answer && answer.getNextException() != null
                ? answer.getNextException()
                : each.getCause();
    }

    /** 550, 551 and 553 say that there is no such mailbox, unless the extended code says that something else is wrong. */
    private static DeliveryFailed.Reach toAddress(int code, String text) {
        if (code == CLOSING_DOWN) {
            return DeliveryFailed.Reach.CHANNEL_DOWN;
        }
        boolean noMailbox = code == 550 || code == 551 || code == 553;
        boolean otherReason = text != null && text.matches("(?s).*\\b5\\.(2\\.[2-9]|[3-7]\\.\\d+)\\b.*");
        return noMailbox && !otherReason ? DeliveryFailed.Reach.RECEIVER_GONE : DeliveryFailed.Reach.RECEIVER;
    }

    /** The answer to a command that named no receiver: the sender's address, or the message's end. */
    private static DeliveryFailed.Reach toMessage(SMTPSendFailedException answer) {
        String command = answer.getCommand() == null ? "" : answer.getCommand();
        if (answer.getReturnCode() == CLOSING_DOWN || command.startsWith("MAIL")) {
            return DeliveryFailed.Reach.CHANNEL_DOWN;
        }
        return answer.getReturnCode() >= 500 ? DeliveryFailed.Reach.MESSAGE : DeliveryFailed.Reach.RECEIVER;
    }

    private static String code(int code) {
        return "SMTP " + code;
    }
}
