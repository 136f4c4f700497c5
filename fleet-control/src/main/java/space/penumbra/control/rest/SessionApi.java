package space.penumbra.control.rest;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who a browser is: asked, signed in with a token once, signed out. */
final class SessionApi {

    private static final int HALF_A_DAY_SECONDS = 12 * 3600;

    private final People people;

    SessionApi(People people) {
        this.people = people;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/session", this::ask),
                Route.post("/api/session", this::signIn),
                Route.post("/api/session/end", this::signOut));
    }

    private void ask(Context context) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("tokenRequired", people.needToken());
        answer.put("signInRequired", people.mustBeKnown());
        people.holder(Guard.token(context)).ifPresent(person -> {
            answer.put("name", person.name());
            answer.put("role", person.role().word());
        });
        ApiServer.json(context, answer);
    }

    /** The guard has checked the token in the header; the cookie carries it where no header can be sent. */
    private void signIn(Context context) {
        String token = Guard.token(context);
        if (!token.isEmpty()) {
            context.cookie(cookie(token, HALF_A_DAY_SECONDS, context.scheme().equals("https")));
        }
        ask(context);
    }

    private void signOut(Context context) {
        context.cookie(cookie("", 0, context.scheme().equals("https")));
        ApiServer.json(context, Map.of("signedOut", true));
    }

    /** No script reads it and no other site sends it. */
    private static Cookie cookie(String value, int seconds, boolean secure) {
        Cookie cookie = new Cookie(Guard.COOKIE, value);
        cookie.setPath("/api");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setSameSite(SameSite.STRICT);
        return cookie;
    }
}
