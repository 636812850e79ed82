package org.hermescdc.core;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/** Random values, entries and keys, of every type and with their awkward cases. */
public final class AnyValue {

    private AnyValue() {}

    public static Arbitrary<Object> scalar() {
        return Arbitraries.oneOf(
                        Arbitraries.of(true, false),
                        Arbitraries.longs(),
                        Arbitraries.longs().between(-3, 3),
                        Arbitraries.of(0.0, -0.0, 1.0, 1e16, 1.0E-7, Double.MAX_VALUE, Double.MIN_VALUE),
                        Arbitraries.doubles(),
                        text(),
                        Arbitraries.of(
                                new BigInteger("9223372036854775808"),
                                new BigInteger("-123456789012345678901234567890")),
                        Arbitraries.longs()
                                .between(-62135596800L, 253402300799L)
                                .map(seconds -> LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC)),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(Bytes::of))
                .map(value -> (Object) value);
    }

    public static Arbitrary<Object> any() {
        return oneLevelAbove(oneLevelAbove(scalar()));
    }

    private static Arbitrary<Object> oneLevelAbove(Arbitrary<Object> item) {
        return Arbitraries.oneOf(
                scalar(),
                scalar(),
                item.injectNull(0.1).list().ofMinSize(1).ofMaxSize(3).map(list -> (Object) list),
                Arbitraries.maps(text(), item.injectNull(0.1))
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(map -> (Object) map));
    }

    public static Arbitrary<Entry> entry() {
        return Arbitraries.maps(Arbitraries.of("id", "mail", "name", "sn", "phones", "photo", "z"), any())
                .map((Map<String, Object> map) -> Entry.of(map));
    }

    public static Arbitrary<Key> key() {
        return Arbitraries.oneOf(
                scalar().map(Key::of),
                Arbitraries.longs().map(Key::of),
                scalar().list().ofMinSize(2).ofMaxSize(3).map(Key::of));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.of(
                        "",
                        "1",
                        "HermesDatetime(x)",
                        "HermesBytes(%)",
                        "line\nbreak \"quoted\" \\",
                        "Éloïse \uD83D\uDE00",
                        "\uD800",
                        "a\u0000b"));
    }
}
