package space.penumbra.control.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.staticfiles.Location;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.control.audit.ActionLog;
import space.penumbra.control.backtest.Backtests;
import space.penumbra.control.history.HistoryReader;
import space.penumbra.control.push.PushHub;
import space.penumbra.control.show.Json;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.operator.OperatorAction;

/** The HTTP side: REST, server-sent events, metrics and the console, all from the view; it decides nothing. */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final long MOST_BYTES = 64 * 1024;
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none';"
                    + " object-src 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "X-Frame-Options",
            "DENY");

    private final Javalin javalin;
    private final PushHub hub;

    /** What the server needs from the rest of the application. */
    public record Parts(
            FleetView view,
            ActionLog log,
            HistoryReader history,
            Backtests backtests,
            Supplier<List<Component>> components,
            Supplier<Map<String, Long>> undecodable,
            Clock clock) {}

    /**
     * Starts to listen.
     *
     * @param host address to bind to
     * @param port port, 0 for any free one
     * @param people who may do what
     * @throws IllegalStateException one sentence, if the port cannot be bound
     */
    public ApiServer(Parts parts, String host, int port, People people) {
        this(parts, host, port, people, Optional.empty());
    }

    /** The same over TLS, if there is a certificate for it; then nothing is answered without. */
    public ApiServer(Parts parts, String host, int port, People people, Optional<Tls> tls) {
        this.hub = new PushHub(parts.view());
        Guard guard = new Guard(host, people);
        List<Route> routes = routes(parts, hub, people);
        this.javalin = Javalin.create(config -> {
            configure(config, guard, routes);
            tls.ifPresent(how -> secure(config, how, host, port));
        });
        try {
            if (tls.isPresent()) {
                javalin.start();
            } else {
                javalin.start(host, port);
            }
        } catch (RuntimeException e) {
            hub.close();
            throw new IllegalStateException(
                    "Cannot listen on " + host + ":" + port + " (" + root(e).getMessage()
                            + "): choose another port, or 0 for any free one",
                    e);
        }
    }

    static List<Route> routes(Parts parts, PushHub hub, People people) {
        Operators operators = new Operators(parts.view(), parts.log(), parts.clock());
        MetricsPage metrics = new MetricsPage(parts.view(), hub, parts.undecodable());
        List<Route> routes = new ArrayList<>();
        routes.addAll(new NodesApi(parts.view(), parts.history()).routes());
        routes.addAll(new AlarmsApi(parts.view(), operators).routes());
        routes.addAll(new IncidentsApi(parts.view(), operators).routes());
        routes.addAll(new CommandsApi(parts.view(), operators).routes());
        routes.addAll(new ValueApi(parts.view()).routes());
        routes.addAll(new WearApi(parts.view()).routes());
        RulesDesk rules = new RulesDesk(parts.view(), operators);
        routes.addAll(new RulesApi(parts.view(), operators, rules).routes());
        routes.addAll(new RuleLabApi(parts.view(), operators, rules, parts.backtests()).routes());
        routes.addAll(new MaintenanceApi(parts.view(), operators).routes());
        routes.addAll(new FleetApi(parts.view(), operators, parts.components()).routes());
        routes.addAll(new DeliveriesApi(parts.view(), operators).routes());
        routes.addAll(new WeatherApi(parts.view()).routes());
        routes.addAll(new SessionApi(people).routes());
        routes.add(Route.get("/api/map/saa", new SaaOutline(parts.view())::answer));
        routes.add(Route.get("/api/openapi.json", OpenApi::answer));
        routes.add(Route.get("/metrics", metrics::answer));
        return routes;
    }

    private void configure(JavalinConfig config, Guard guard, List<Route> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = MOST_BYTES;
        config.http.generateEtags = false;
        if (ApiServer.class.getResource("/console/index.html") != null) {
            config.staticFiles.add(files -> {
                files.directory = "/console";
                files.location = Location.CLASSPATH;
                files.headers = Map.of("Cache-Control", "no-cache");
            });
        }
        config.routes.before(context -> {
            HEADERS.forEach(context::header);
            if (context.path().startsWith("/api/") || context.path().equals("/metrics")) {
                context.header("Cache-Control", "no-store");
                guard.check(context);
            }
        });
        routes.forEach(route -> config.routes.addHttpHandler(route.method(), route.path(), route.handler()));
        config.routes.sse("/api/stream", hub::connect);
        config.routes.exception(ApiError.class, (error, context) -> fail(context, error.status(), error.getMessage()));
        config.routes.exception(
                HttpResponseException.class, (error, context) -> fail(context, error.getStatus(), error.getMessage()));
        config.routes.exception(Exception.class, (error, context) -> {
            LOG.error("request failed method={} path={}", context.method(), context.path(), error);
            fail(context, 500, "This request met a mistake of the server; its log says more");
        });
        config.routes.error(404, context -> {
            if (context.path().startsWith("/api/") && !isJson(context)) {
                fail(context, 404, "There is nothing at " + context.path());
            }
        });
    }

    private static void secure(JavalinConfig config, Tls tls, String host, int port) {
        config.jetty.addConnector((server, http) -> {
            HttpConfiguration secured = new HttpConfiguration(http);
            SecureRequestCustomizer customizer = new SecureRequestCustomizer();
            // Which host names are ours the guard knows, and it answers in JSON.
            customizer.setSniHostCheck(false);
            secured.addCustomizer(customizer);
            ServerConnector connector = new ServerConnector(
                    server,
                    new SslConnectionFactory(tls.context(), HttpVersion.HTTP_1_1.asString()),
                    new HttpConnectionFactory(secured));
            connector.setHost(host);
            connector.setPort(port);
            return connector;
        });
    }

    private static boolean isJson(Context context) {
        String type = context.res().getContentType();
        return type != null && type.startsWith("application/json");
    }

    static void json(Context context, Object value) {
        context.contentType("application/json").result(Json.write(value));
    }

    private static void fail(Context context, int status, String sentence) {
        context.status(status);
        json(context, Map.of("error", sentence));
    }

    /** Carries out a mutation: a repeated action id is answered with what was done then, and changes nothing. */
    static void mutate(Context context, Operators operators, Function<JsonNode, Object> what) {
        JsonNode body = badRequestIfRefused(() -> Json.tree(context.body()));
        if (!Guard.name(context).isEmpty() && body instanceof ObjectNode fields) {
            // Whoever is known signs with that name, whatever the body says.
            fields.put("operator", Guard.name(context));
        }
        Optional<OperatorAction> before = operators.repeated(body);
        context.status(before.isPresent() ? 200 : 202);
        json(context, before.isPresent() ? before.get() : what.apply(body));
    }

    /** Turns a refusal of the body into an answer for the caller. */
    static <T> T badRequestIfRefused(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest(e.getMessage());
        }
    }

    private static Throwable root(Throwable problem) {
        return problem.getCause() == null ? problem : root(problem.getCause());
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        hub.close();
        javalin.stop();
    }
}
