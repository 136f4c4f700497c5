package space.penumbra.jobs.history;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import space.penumbra.jobs.InfluxApi;
import space.penumbra.jobs.JobSettings;

/**
 * The official client, writing blocking batches; it speaks to an InfluxDB 1.x by rewriting the request. Not thread-safe.
 */
final class StoreClient implements AutoCloseable {

    private final JobSettings settings;
    private final InfluxDBClient client;

    StoreClient(JobSettings settings) {
        this.settings = settings;
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(5))
                .writeTimeout(Duration.ofSeconds(30))
                .readTimeout(Duration.ofSeconds(30));
        if (settings.influxApi() == InfluxApi.V1) {
            http.addInterceptor(this::asVersionOne);
        }
        InfluxDBClientOptions.Builder options = InfluxDBClientOptions.builder()
                .url(settings.influxUrl())
                .org(settings.influxOrg())
                .bucket(settings.influxBucket())
                .okHttpClient(http);
        if (settings.influxApi() == InfluxApi.V2 && !settings.influxToken().isEmpty()) {
            options.authenticateToken(settings.influxToken().toCharArray());
        }
        client = InfluxDBClientFactory.create(options.build());
    }

    /**
     * Stores lines and returns when the store has confirmed them.
     *
     * @throws RefusedException if it never will: 400, 413 and 422
     * @throws UnavailableException if it cannot be reached, is busy, or is not set up yet
     */
    void write(List<String> lines) {
        try {
            client.getWriteApiBlocking()
                    .writeRecords(settings.influxBucket(), settings.influxOrg(), WritePrecision.MS, lines);
        } catch (InfluxException e) {
            int status = e.status();
            if (status == 400 || status == 413 || status == 422) {
                throw new RefusedException(e.getMessage(), e);
            }
            throw new UnavailableException(settings.influxUrl() + " answers " + status + ": " + e.getMessage(), e);
        }
    }

    private Response asVersionOne(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        HttpUrl base = request.url();
        if (!base.encodedPath().endsWith("/api/v2/write")) {
            return chain.proceed(request);
        }
        Request write = signed(request.newBuilder()
                .url(at(base, "write")
                        .newBuilder()
                        .addQueryParameter("db", settings.influxBucket())
                        .addQueryParameter("precision", "ms")
                        .build()));
        Response response = chain.proceed(write);
        if (response.code() != 404) {
            return response;
        }
        // The database does not exist yet: make it, and write again.
        response.close();
        String create = "CREATE DATABASE \"" + settings.influxBucket().replace("\"", "\\\"") + "\"";
        HttpUrl query =
                at(base, "query").newBuilder().addQueryParameter("q", create).build();
        chain.proceed(signed(new Request.Builder().url(query).post(RequestBody.create(new byte[0]))))
                .close();
        return chain.proceed(write);
    }

    private static HttpUrl at(HttpUrl base, String last) {
        String root = base.encodedPath().substring(0, base.encodedPath().length() - "api/v2/write".length());
        return base.newBuilder().encodedPath(root + last).query(null).build();
    }

    private Request signed(Request.Builder request) {
        String[] userAndPassword = settings.influxToken().split(":", 2);
        if (userAndPassword.length == 2) {
            request.header("Authorization", Credentials.basic(userAndPassword[0], userAndPassword[1]));
        }
        return request.build();
    }

    @Override
    public void close() {
        client.close();
    }
}
