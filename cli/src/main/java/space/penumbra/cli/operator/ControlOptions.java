package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import space.penumbra.cli.rest.HttpAddress;
import space.penumbra.cli.rest.RestClient;
import space.penumbra.cli.terminal.UserError;

/** How fleet control is reached, and in which form its answers are wanted. */
final class ControlOptions {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            converter = HttpAddress.class,
            description = "Address of fleet control (default: ${DEFAULT-VALUE}).")
    private URI url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the bearer token (default: environment variable PENUMBRA_TOKEN, if set).")
    private Path tokenFile;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the whole answer as JSON to this file instead of a table; - is standard output.")
    private Path json;

    RestClient rest() {
        return new RestClient(
                url.resolve(url.getPath().endsWith("/") ? "api" : url.getPath() + "/api"),
                "fleet control",
                "--url",
                token());
    }

    /** Writes the answer as JSON if that was asked for. */
    boolean wroteJson(JsonNode answer, PrintWriter out) {
        if (json == null) {
            return false;
        }
        try {
            String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
            if (json.toString().equals("-")) {
                out.println(text);
                out.flush();
            } else {
                Files.writeString(json, text + "\n");
            }
            return true;
        } catch (IOException e) {
            throw new UserError(
                    "cannot write " + json + " (" + e.getMessage() + "): choose a file that can be written", e);
        }
    }

    /** A path with its query; parameters without a value are left out. */
    static String query(String path, Map<String, ?> parameters) {
        String query = parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter ->
                        parameter.getKey() + "=" + encoded(parameter.getValue().toString()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String token() {
        if (tokenFile == null) {
            String token = System.getenv("PENUMBRA_TOKEN");
            return token == null ? "" : token.strip();
        }
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new UserError("cannot read the token file " + tokenFile, e);
        }
    }
}
