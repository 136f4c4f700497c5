package space.penumbra.control.rest;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import space.penumbra.domain.Nullable;

/**
 * Keeps strangers out. A page of another site that the browser has open must not read or act through it: the Host must be
 * ours (no DNS rebinding), and a mutation must be JSON with an Origin that is ours (no forged requests). Mutations come from
 * this machine alone unless a token is configured; then they need the token wherever they come from. With a file of people everybody
 * must be known, and may do what the {@link Role} permits.
 */
final class Guard {

    /** What a probe and a sign-in page need before anybody is known. */
    private static final Set<String> OPEN = Set.of("/api/health", "/api/session", "/metrics");

    private static final String BEARER = "Bearer ";
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Of this browser alone, for server-sent events, which can send no header. */
    static final String COOKIE = "penumbra-session";

    private static final String PERSON = "person";

    private final boolean loopback;
    private final People people;

    Guard(String httpHost, People people) {
        this.loopback = loopback(httpHost);
        this.people = people;
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
            if (people.mustBeKnown() && !OPEN.contains(context.path())) {
                recognise(context, Role.VIEWER);
            }
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
        if (people.needToken()) {
            recognise(context, Rights.needed(context.method().name(), context.path()));
        } else if (!loopback(context.ip())) {
            throw ApiError.forbidden("Without a configured token only this machine itself may act");
        }
    }

    private void recognise(Context context, Role needed) {
        People.Person person = people.holder(token(context))
                .orElseThrow(() -> ApiError.unauthorized("A valid bearer token is needed"));
        if (!person.role().may(needed)) {
            throw ApiError.forbidden("This needs the role " + needed.word() + "; " + person.name() + " is "
                    + person.role().word());
        }
        context.attribute(PERSON, person);
    }

    /** The token that came with a request, in its header or its cookie; empty if none did. */
    static String token(Context context) {
        String header = context.header("Authorization");
        if (header != null && header.startsWith(BEARER)) {
            return header.substring(BEARER.length());
        }
        String cookie = context.cookie(COOKIE);
        return cookie == null ? "" : cookie;
    }

    /** Who sent this, as the audit trail shall name him; empty if the sender must say so himself. */
    static String name(Context context) {
        People.Person person = context.attribute(PERSON);
        return person == null ? "" : person.name();
    }

    /** What the sender may do; null if nobody asked. */
    @Nullable
    static Role role(Context context) {
        People.Person person = context.attribute(PERSON);
        return person == null ? null : person.role();
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
