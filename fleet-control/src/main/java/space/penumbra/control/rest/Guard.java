package space.penumbra.control.rest;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/**
 * Keeps strangers out. A page of another site that the browser has open must not read or act through it: the Host must be
 * ours (no DNS rebinding), and a mutation must be JSON with an Origin that is ours (no forged requests). Mutations come from
 * this machine alone unless a token is configured; then they need the token wherever they come from.
 */
final class Guard {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean loopback;
    private final String token;

    Guard(String httpHost, String token) {
        this.loopback = loopback(httpHost);
        this.token = token;
    }

    static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Checks a request and throws what it must be answered with. */
    void check(Context context) {
        String host = context.header("Host") == null ? "" : context.header("Host");
        if (loopback && !LOCAL.contains(withoutPort(host))) {
            throw ApiError.forbidden("Host '" + host + "' is not this machine");
        }
        if (context.method().name().equals("GET") || context.method().name().equals("HEAD")) {
            return;
        }
        String origin = context.header("Origin");
        if (origin != null && !host.equals(authority(origin))) {
            throw ApiError.forbidden("Origin '" + origin + "' may not act here");
        }
        String type = context.contentType() == null ? "" : context.contentType();
        if (!type.startsWith("application/json")) {
            throw ApiError.wrongType("The Content-Type must be application/json");
        }
        authorise(context);
    }

    private void authorise(Context context) {
        if (token.isEmpty()) {
            if (!loopback(context.ip())) {
                throw ApiError.forbidden("Without a configured token only this machine itself may act");
            }
            return;
        }
        String given = context.header("Authorization") == null ? "" : context.header("Authorization");
        byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        // Takes the same time however much of it is right.
        if (!MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
            throw ApiError.unauthorized("A valid bearer token is needed");
        }
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
