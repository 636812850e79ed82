package org.hermescdc.camel.notify;

import jakarta.activation.DataHandler;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.hermescdc.spi.Settings;

/** The step {@code compose}: a change becomes a mail, with its states and their difference as attachments (spec/08). */
public final class ComposeMail {

    private final Optional<Settings> mail;

    /** @param mail the section {@code hermes.mail}; empty where there is none, and no mail is wanted */
    ComposeMail(Optional<Settings> mail) {
        this.mail = mail;
    }

    /** Whether there is a section {@code hermes.mail}. */
    public boolean isWanted() {
        return mail.isPresent();
    }

    /** Sets the body, the headers and the attachments that camel-mail sends. */
    public void compose(Exchange exchange) {
        Settings settings = mail.orElseThrow();
        Notice notice = exchange.getMessage().getBody(Notice.class);
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        Map<String, byte[]> attachments = attachments(notice, settings.flag("compress_attachments"));
        StringBuilder text = new StringBuilder(body(notice, settings.whole("mailtext_maxsize")));
        long largest = settings.whole("attachment_maxsize");
        attachments.forEach((name, content) -> {
            if (content.length > largest) {
                text.append("\nNot attached: ")
                        .append(name)
                        .append(", whose ")
                        .append(content.length)
                        .append(" bytes are more than hermes.mail.attachment_maxsize allows: ")
                        .append(largest)
                        .append(".\n");
            } else {
                String type = name.endsWith(".gz") ? "application/gzip" : "text/plain; charset=UTF-8";
                message.addAttachment(name, new DataHandler(new ByteArrayDataSource(content, type)));
            }
        });
        message.setBody(text.toString());
        message.setHeader("From", oneLine(settings.text("from")));
        message.setHeader("To", oneLine(String.join(", ", settings.texts("to"))));
        message.setHeader("Subject", oneLine(notice.subject()));
        message.setHeader(
                "Date",
                new MailDateFormat()
                        .format(Date.from(OffsetDateTime.parse(notice.time()).toInstant())));
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8");
    }

    private static String body(Notice notice, long largest) {
        String opening = notice.description() + "\n\n";
        int size = bytes(notice.diff()).length;
        return size > largest
                ? opening + "The difference of previous and current state is not shown here: its " + size
                        + " bytes are more than hermes.mail.mailtext_maxsize allows: " + largest + ".\n"
                : opening + notice.diff();
    }

    private static Map<String, byte[]> attachments(Notice notice, boolean compress) {
        Map<String, byte[]> attachments = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("previous.txt", notice.previous());
        texts.put("current.txt", notice.current());
        texts.put("diff.txt", notice.diff());
        texts.forEach((name, text) -> {
            byte[] content = bytes(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
            attachments.put(compress ? name + ".gz" : name, compress ? gzip(content) : content);
        });
        return attachments;
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A line break in a header would begin another header. */
    private static String oneLine(String header) {
        return header.replaceAll("\\p{Cntrl}+", " ");
    }
}
