package space.penumbra.orbit.elements;

/**
 * OMM in JSON as CelesTrak and Space-Track serve it: flat objects, alone, in an array or one a line. A small reader of our own, because this
 * module carries no JSON library; nested values are read over. A broken object is refused and the reading goes on at the next one.
 */
final class JsonText {

    private final String text;
    private final ElementsSink sink;
    private int at;
    private int line = 1;

    private JsonText(String text, ElementsSink sink) {
        this.text = text;
        this.sink = sink;
    }

    static void read(String text, ElementsSink sink) {
        new JsonText(text, sink).readAll();
    }

    private void readAll() {
        while (skipTo('{')) {
            OmmFields fields = new OmmFields(line);
            try {
                object(fields, 0);
                sink.accept(fields);
            } catch (BrokenJson broken) {
                sink.reject(fields.line(), fields.label(), broken.getMessage());
            }
        }
    }

    /** Reads from the opening brace to past the closing one; keywords of the outermost object go to {@code fields}. */
    private void object(OmmFields fields, int depth) {
        expect('{');
        if (take('}')) {
            return;
        }
        do {
            skipBlank();
            String key = string();
            expect(':');
            String value = value(depth);
            if (depth == 0) {
                fields.put(key, value);
            }
        } while (take(','));
        expect('}');
    }

    private String value(int depth) {
        skipBlank();
        if (depth > 16) {
            throw broken("objects nested more than 16 deep");
        }
        char c = peek();
        if (c == '"') {
            return string();
        }
        if (c == '{') {
            object(new OmmFields(line), depth + 1);
            return null;
        }
        if (c == '[') {
            array(depth + 1);
            return null;
        }
        int start = at;
        while (at < text.length() && ",}] \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (start == at) {
            throw broken("a value is missing");
        }
        String literal = text.substring(start, at);
        return literal.equals("null") ? null : literal;
    }

    private void array(int depth) {
        expect('[');
        if (take(']')) {
            return;
        }
        do {
            value(depth);
        } while (take(','));
        expect(']');
    }

    private String string() {
        expect('"');
        StringBuilder result = new StringBuilder();
        while (true) {
            char c = peek();
            if (c == '\n') {
                throw broken("a string is not closed");
            }
            at++;
            if (c == '"') {
                return result.toString();
            }
            result.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = peek();
        at++;
        switch (c) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
            case 'b':
            case 'f':
                return ' ';
            case 'u':
                if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                    throw broken("\\u is not followed by four hexadecimal digits");
                }
                at += 4;
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            default:
                return c;
        }
    }

    private boolean take(char wanted) {
        skipBlank();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw broken("'" + wanted + "' expected but found "
                    + (at < text.length() ? "'" + text.charAt(at) + "'" : "the end"));
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw broken("the text ends inside an object");
        }
        return text.charAt(at);
    }

    private void skipBlank() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            step();
        }
    }

    private boolean skipTo(char wanted) {
        while (at < text.length() && text.charAt(at) != wanted) {
            step();
        }
        return at < text.length();
    }

    private void step() {
        if (text.charAt(at) == '\n') {
            line++;
        }
        at++;
    }

    private BrokenJson broken(String what) {
        return new BrokenJson("not JSON in line " + line + ": " + what);
    }

    /** Never leaves this file: it becomes a rejection. */
    private static final class BrokenJson extends RuntimeException {
        BrokenJson(String message) {
            super(message, null, false, false);
        }
    }
}
