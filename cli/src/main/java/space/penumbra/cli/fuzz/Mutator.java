package space.penumbra.cli.fuzz;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Spoils good samples in the ways that links, disks, other programs and people do. Everything is drawn from the given source. Stateless. */
final class Mutator {

    private static final byte[] EDGES = {0, 1, 2, 0x7F, (byte) 0x80, (byte) 0xFE, (byte) 0xFF};
    private static final long[] NUMBERS = {
        0,
        -1,
        1,
        63,
        64,
        4096,
        4097,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE - 1,
        1L << 53
    };
    private static final String[] WORDS = {
        "",
        " ",
        "null",
        "true",
        "NaN",
        "-Infinity",
        "1e999",
        "-1e-999",
        "-0",
        "0",
        "-1",
        "00000000000000000000000000000001",
        "9223372036854775808",
        "-9223372036854775808",
        "2147483648",
        "1d",
        "0x1p3",
        "1,5",
        "300",
        "2200-01-01T00:00:01Z",
        "1e",
        "+",
        ".",
        "+999999999-12-31T23:59:59.999999999Z",
        "-999999999-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z",
        "9999-12-31T23:59:59Z",
        "0000-00-00T00:00:00Z",
        "2016-12-31T23:59:60Z",
        "2026-06-21T24:00:00Z",
        "2026-02-30T00:00:00Z",
        "\u0000",
        "\uD800",
        "\uFEFF",
        "\u202E",
        "٣",
        "'",
        "\"",
        "\\",
        "\\u12",
        "<!DOCTYPE a [<!ENTITY b \"bb\">]>",
        "&b;",
        "]]>",
        "<!--",
        "{}",
        "[]",
        "[",
        "{",
        "\n",
        "\r",
        "../../etc/passwd",
        "%00",
        "${jndi:ldap://127.0.0.1/a}"
    };
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.+:_-]+");
    private static final int LONG_TEXT = 20_000;

    private Mutator() {}

    /** A spoilt copy of a sample; another one lends parts. */
    static byte[] bytes(SplittableRandom random, byte[] sample, byte[] other) {
        byte[] bytes = sample.clone();
        for (int turn = random.nextInt(1, 5); turn > 0; turn--) {
            bytes = once(random, bytes, other);
        }
        return bytes;
    }

    private static byte[] once(SplittableRandom random, byte[] bytes, byte[] other) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + random.nextInt(1, 33));
        switch (random.nextInt(9)) {
            case 0:
                return at == bytes.length ? bytes : changed(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
            case 1:
                return at == bytes.length ? bytes : changed(bytes, at, EDGES[random.nextInt(EDGES.length)]);
            case 2:
                return Arrays.copyOf(bytes, at);
            case 3:
                byte[] noise = new byte[random.nextInt(1, 64)];
                random.nextBytes(noise);
                return joined(bytes, at, noise, at);
            case 4:
                return joined(bytes, at, new byte[0], end);
            case 5:
                return joined(bytes, at, other, bytes.length);
            case 6:
                return joined(bytes, at, varint(NUMBERS[random.nextInt(NUMBERS.length)]), end);
            case 7:
                return repeated(bytes, at, end, random.nextInt(10) == 0 ? LONG_TEXT : random.nextInt(1, 20));
            default:
                // Fixed-width numbers: all ones is no number, all zeros is one.
                byte[] copy = bytes.clone();
                Arrays.fill(copy, at, end, random.nextBoolean() ? (byte) 0xFF : 0);
                return copy;
        }
    }

    private static byte[] changed(byte[] bytes, int at, byte value) {
        byte[] copy = bytes.clone();
        copy[at] = value;
        return copy;
    }

    private static byte[] joined(byte[] bytes, int upTo, byte[] middle, int from) {
        byte[] result = Arrays.copyOf(bytes, upTo + middle.length + bytes.length - from);
        System.arraycopy(middle, 0, result, upTo, middle.length);
        System.arraycopy(bytes, from, result, upTo + middle.length, bytes.length - from);
        return result;
    }

    private static byte[] repeated(byte[] bytes, int at, int end, int times) {
        int length = end - at;
        byte[] middle = new byte[length * times];
        for (int i = 0; i < middle.length; i++) {
            middle[i] = bytes[at + i % length];
        }
        return joined(bytes, at, middle, at);
    }

    /** A number as Avro writes it. */
    static byte[] varint(long number) {
        long bits = (number << 1) ^ (number >> 63);
        byte[] bytes = new byte[10];
        int length = 0;
        while ((bits & ~0x7FL) != 0) {
            bytes[length++] = (byte) (bits & 0x7F | 0x80);
            bits >>>= 7;
        }
        bytes[length++] = (byte) bits;
        return Arrays.copyOf(bytes, length);
    }

    /** A spoilt copy of a text; another one lends parts. */
    static String text(SplittableRandom random, String sample, String other) {
        String text = sample;
        for (int turn = random.nextInt(1, 5); turn > 0; turn--) {
            text = once(random, text, other);
        }
        return text;
    }

    private static String once(SplittableRandom random, String text, String other) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(1, 80));
        String word = word(random);
        switch (random.nextInt(8)) {
            case 0:
                return text.substring(0, at) + text.substring(end);
            case 1:
                return text.substring(0, at) + word + text.substring(end);
            case 2:
                return text.substring(0, at);
            case 3:
                return text.substring(0, at) + other.substring(random.nextInt(other.length() + 1));
            case 4:
                String piece = text.substring(at, end);
                return text.substring(0, at) + piece.repeat(random.nextInt(2, 30)) + text.substring(at);
            case 5:
                String unit = new String[] {"[", "{\"a\":", "<a>", "x", "9"}[random.nextInt(5)];
                return text.substring(0, at) + unit.repeat(random.nextInt(2, LONG_TEXT)) + text.substring(at);
            default:
                return value(random, text, word);
        }
    }

    /** Another word in the place of one word or number, so that the notation around it stands. */
    static String value(SplittableRandom random, String text, String word) {
        MatchResult[] tokens = TOKEN.matcher(text).results().toArray(MatchResult[]::new);
        if (tokens.length == 0) {
            return text + word;
        }
        MatchResult token = tokens[random.nextInt(tokens.length)];
        return text.substring(0, token.start()) + word + text.substring(token.end());
    }

    /** A word that programs stumble over. */
    static String word(SplittableRandom random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    /** A number that programs stumble over. */
    static long number(SplittableRandom random) {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }
}
