package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** The methods of byte strings. Those that strings have too work on one character a byte. */
final class BytesMethods {

    private static final int PRIVATE_USE = 0xe000;

    static final Table TABLE = table();

    private BytesMethods() {}

    private static Table table() {
        Table table = new Table()
                .add(
                        "decode",
                        "encoding='utf-8', errors='strict'",
                        (b, a) -> Encodings.decode((Bytes) b, a.text(0), a.text(1)))
                .add("hex", "sep=None, bytes_per_sep=1", (b, a) -> hex((Bytes) b, a))
                .add("fromhex", "string, /", (b, a) -> fromHex(a.text(0)))
                .add(
                        "join",
                        "iterable, /",
                        (b, a) -> ByteText.bytes(Iteration.list(a.get(0)).stream()
                                .map(ByteText::part)
                                .collect(Collectors.joining(ByteText.text((Bytes) b)))))
                .add("upper", "", (b, a) -> ByteText.bytes(mapAscii((Bytes) b, true)))
                .add("lower", "", (b, a) -> ByteText.bytes(mapAscii((Bytes) b, false)));
        for (String name : List.of(
                "replace",
                "ljust",
                "rjust",
                "center",
                "zfill",
                "removeprefix",
                "removesuffix",
                "split",
                "rsplit",
                "splitlines",
                "partition",
                "rpartition",
                "startswith",
                "endswith",
                "find",
                "rfind",
                "index",
                "rindex",
                "count",
                "strip",
                "lstrip",
                "rstrip",
                "isalpha",
                "isdigit",
                "isalnum",
                "isspace",
                "isupper",
                "islower",
                "isascii",
                "istitle",
                "title",
                "capitalize",
                "swapcase",
                "expandtabs")) {
            add(table, StringMethods.TABLE.get(name));
        }
        return table;
    }

    private static void add(Table table, Function method) {
        table.add(method.name(), "*arguments, **options", (b, a) -> {
            List<Object> arguments = new ArrayList<>();
            a.rest().forEach(argument -> arguments.add(toText(argument)));
            return toBytes(method.call(caseless(ByteText.text((Bytes) b)), arguments, a.options()));
        });
    }

    /** Puts what is beyond ASCII where characters are neither letters nor blanks: to bytes they are just numbers. */
    private static String caseless(String text) {
        StringBuilder caseless = new StringBuilder(text.length());
        text.chars().forEach(c -> caseless.append((char) (c < 0x80 ? c : PRIVATE_USE + c)));
        return caseless.toString();
    }

    private static Object toText(Object argument) {
        if (argument instanceof PyTuple tuple) {
            return PyTuple.from(
                    new ArrayList<>(tuple.stream().map(BytesMethods::toText).toList()));
        }
        if (Comparison.isText(argument)) {
            throw Errors.type("a bytes-like object is required, not 'str'");
        }
        return argument instanceof Bytes bytes ? caseless(ByteText.text(bytes)) : argument;
    }

    private static Object toBytes(Object result) {
        if (result instanceof String text) {
            StringBuilder original = new StringBuilder(text.length());
            text.chars().forEach(c -> original.append((char) (c & 0xff)));
            return ByteText.bytes(original.toString());
        }
        if (result instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(toBytes(item)));
            return result instanceof PyTuple ? PyTuple.from(items) : items;
        }
        return result;
    }

    private static String mapAscii(Bytes bytes, boolean upper) {
        StringBuilder mapped = new StringBuilder();
        for (char c : ByteText.text(bytes).toCharArray()) {
            mapped.append(c >= 0x80 ? c : upper ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
        return mapped.toString();
    }

    private static String hex(Bytes bytes, Args a) {
        String digits = HexFormat.of().formatHex(bytes.toArray());
        if (!a.has(0)) {
            return digits;
        }
        String separator = a.get(0) instanceof Bytes b ? ByteText.text(b) : a.text(0);
        if (separator.length() != 1) {
            throw Errors.value("sep must be length 1.");
        }
        int group = Math.abs(a.index(1)) * 2;
        StringBuilder separated = new StringBuilder(digits);
        boolean fromRight = a.index(1) > 0;
        for (int i = fromRight ? digits.length() - group : (digits.length() - 1) / Math.max(group, 1) * group;
                group > 0 && i > 0;
                i -= group) {
            separated.insert(i, separator);
        }
        return separated.toString();
    }

    private static Bytes fromHex(String text) {
        try {
            return Bytes.of(HexFormat.of().parseHex(text.replaceAll("\\s", "").toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw Errors.value("non-hexadecimal number found in fromhex()");
        }
    }
}
