package space.penumbra.control.rest;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The description of the interface for machines: a file of the class path that a test compares with the routes. */
final class OpenApi {

    private static final String RESOURCE = "/space/penumbra/control/openapi.json";

    private OpenApi() {}

    static String text() {
        try (InputStream in = OpenApi.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + RESOURCE + " from the class path", e);
        }
    }

    static void answer(Context context) {
        context.contentType("application/json").result(text());
    }
}
