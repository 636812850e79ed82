package org.hermescdc.core.template;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.Map;
import org.hermescdc.core.model.Bytes;

/** Encoding of strings and decoding of bytes, with Python's names of encodings and ways to handle errors. */
final class Encodings {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("utf8", "UTF-8"),
            Map.entry("u8", "UTF-8"),
            Map.entry("ascii", "US-ASCII"),
            Map.entry("usascii", "US-ASCII"),
            Map.entry("646", "US-ASCII"),
            Map.entry("latin1", "ISO-8859-1"),
            Map.entry("latin", "ISO-8859-1"),
            Map.entry("l1", "ISO-8859-1"),
            Map.entry("iso88591", "ISO-8859-1"),
            Map.entry("latin9", "ISO-8859-15"),
            Map.entry("iso885915", "ISO-8859-15"),
            Map.entry("cp1252", "windows-1252"),
            Map.entry("windows1252", "windows-1252"),
            Map.entry("utf16le", "UTF-16LE"),
            Map.entry("utf16be", "UTF-16BE"),
            Map.entry("utf32le", "UTF-32LE"),
            Map.entry("utf32be", "UTF-32BE"));

    private Encodings() {}

    static Bytes encode(String text, String encoding, String errors) {
        String name = key(encoding);
        if (name.equals("unicodeescape")) {
            return ByteText.bytes(unicodeEscape(text));
        }
        if (name.equals("utf8sig")) {
            return ByteText.concat(ByteText.bytes("ï»¿"), encode(text, "utf8", errors));
        }
        if (name.equals("utf16") || name.equals("utf32")) {
            String mark = name.equals("utf16") ? "ÿþ" : "ÿþ\0\0";
            return ByteText.concat(ByteText.bytes(mark), encode(text, name + "le", errors));
        }
        return encode(text, charset(encoding).newEncoder(), errors);
    }

    private static Bytes encode(String text, CharsetEncoder encoder, String errors) {
        StringBuilder encodable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            String character = Character.toString(c);
            encodable.append(encoder.canEncode(character) ? character : substitute(c, errors));
        });
        try {
            ByteBuffer bytes = encoder.encode(CharBuffer.wrap(encodable));
            byte[] content = new byte[bytes.remaining()];
            bytes.get(content);
            return Bytes.of(content);
        } catch (CharacterCodingException e) {
            throw Errors.encoding("the text cannot be encoded");
        }
    }

    private static String substitute(int c, String errors) {
        return switch (errors) {
            case "ignore" -> "";
            case "replace" -> "?";
            case "xmlcharrefreplace" -> "&#" + c + ";";
            case "backslashreplace" -> PythonText.escape(c);
            case "namereplace" -> "\\N{" + Character.getName(c) + "}";
            case "strict" -> throw Errors.encoding("a character of the text has no place in the encoding");
            default -> throw Errors.lookup("unknown error handler name '" + errors + "'");
        };
    }

    static String decode(Bytes bytes, String encoding, String errors) {
        String name = key(encoding);
        if (name.equals("utf8sig")) {
            String text = decode(bytes, "utf8", errors);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        }
        if (name.equals("unicodeescape")) {
            return Escapes.decode(ByteText.text(bytes), false);
        }
        Charset charset = name.equals("utf16") || name.equals("utf32") ? Charset.forName(name) : charset(encoding);
        CharsetDecoder decoder = charset.newDecoder();
        CodingErrorAction action =
                switch (errors) {
                    case "strict" -> CodingErrorAction.REPORT;
                    case "ignore" -> CodingErrorAction.IGNORE;
                    case "replace" -> CodingErrorAction.REPLACE;
                    default -> throw Errors.lookup("unknown error handler name '" + errors + "'");
                };
        decoder.onMalformedInput(action).onUnmappableCharacter(action);
        try {
            return decoder.decode(ByteBuffer.wrap(bytes.toArray())).toString();
        } catch (CharacterCodingException e) {
            throw Errors.encoding("the bytes are not valid " + encoding);
        }
    }

    private static Charset charset(String encoding) {
        try {
            return Charset.forName(NAMES.getOrDefault(key(encoding), encoding));
        } catch (IllegalArgumentException e) {
            throw Errors.lookup("unknown encoding: '" + encoding + "'");
        }
    }

    private static String key(String encoding) {
        return encoding.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    private static String unicodeEscape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> escaped.append(c >= ' ' && c < 0x7f ? Character.toString(c) : PythonText.escape(c));
            }
        });
        return escaped.toString();
    }
}
