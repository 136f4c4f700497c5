package space.penumbra.producers.weather;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import space.penumbra.domain.PlausibleTime;
import space.penumbra.domain.weather.SpaceWeather;

/**
 * Reads the JSON feeds of SWPC, told apart by their keys: planetary K index (objects since 2026-03-31, rows with a header before, and the one-minute
 * estimate), GOES integral protons, and alerts. A row that cannot be used is reported, and the others are read.
 */
public final class SwpcJson {

    private static final Map<String, String> PROTON_FEEDS = Map.of(
            ">=10 MeV", "proton-flux-10MeV",
            ">=50 MeV", "proton-flux-50MeV",
            ">=100 MeV", "proton-flux-100MeV");
    private static final Pattern SERIAL = Pattern.compile("Serial Number:\\s*(\\d+)");
    private static final Pattern SCALE = Pattern.compile("NOAA Scale:\\s*[GSR]([1-5])");

    private SwpcJson() {}

    /** @throws IllegalArgumentException if the text is no JSON array of a shape that is known */
    public static WeatherReading read(String name, String json) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " is no JSON: " + e.getOriginalMessage(), e);
        }
        if (root == null || !root.isArray()) {
            throw new IllegalArgumentException(name + " is no list of observations: a SWPC JSON feed is one");
        }
        List<String> rejected = new ArrayList<>();
        int passedOver = 0;
        // The same observation twice is one; the later wins.
        Map<String, SpaceWeather> records = new LinkedHashMap<>();
        Map<String, Integer> header = new HashMap<>();
        for (int i = 0; i < root.size(); i++) {
            JsonNode row = root.get(i);
            if (i == 0 && row.isArray()) {
                for (int column = 0; column < row.size(); column++) {
                    header.put(row.get(column).asText(), column);
                }
                continue;
            }
            try {
                SpaceWeather record = record(row.isArray() ? new Row(row, header) : new Row(row, null));
                if (record == null || records.put(record.feed() + record.identity() + record.time(), record) != null) {
                    passedOver++;
                }
            } catch (IllegalArgumentException e) {
                rejected.add("row " + i + ": " + e.getMessage());
            }
        }
        if (records.isEmpty() && !rejected.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " has no usable row of " + rejected.size() + ", the first: " + rejected.get(0));
        }
        List<SpaceWeather> sorted = new ArrayList<>(records.values());
        sorted.sort(Comparator.comparing(SpaceWeather::time));
        return new WeatherReading(sorted, rejected, passedOver);
    }

    /** One row, whether its values are named in it or by the header above. */
    private record Row(JsonNode node, Map<String, Integer> header) {

        JsonNode get(String key) {
            if (header == null) {
                return node.path(key);
            }
            return header.containsKey(key) ? node.path(header.get(key)) : node.path("absent");
        }

        boolean has(String key) {
            return !get(key).isMissingNode() && !get(key).isNull();
        }

        double number(String key) {
            JsonNode value = get(key);
            try {
                double number = value.isTextual() ? Double.parseDouble(value.asText()) : value.asDouble(Double.NaN);
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(key + " is '" + value.asText() + "'", e);
            }
            throw new IllegalArgumentException(key + " is " + value);
        }
    }

    private static SpaceWeather record(Row row) {
        if (row.has("product_id")) {
            return alert(row);
        } else if (row.has("energy")) {
            return protons(row);
        }
        for (String key : List.of("Kp", "kp_index", "kp", "estimated_kp")) {
            if (row.has(key)) {
                return kp(row, row.has("estimated_kp") ? "estimated_kp" : key);
            }
        }
        throw new IllegalArgumentException("neither Kp, protons nor an alert: " + row.node());
    }

    private static SpaceWeather kp(Row row, String key) {
        double kp = row.number(key);
        if (kp < 0 || kp > 9) {
            throw new IllegalArgumentException(key + " is " + kp + ", outside 0 to 9");
        }
        String identity = row.has("observed") ? row.get("observed").asText() : "";
        return new SpaceWeather("kp", kp, NoaaScales.geomagnetic(kp), identity, "", time(row.get("time_tag")));
    }

    private static SpaceWeather protons(Row row) {
        String feed = PROTON_FEEDS.get(row.get("energy").asText());
        if (feed == null) {
            // The other energies are no business of ours: not an error.
            return null;
        }
        double flux = row.number("flux");
        if (flux < 0) {
            throw new IllegalArgumentException("flux is " + flux + ": a gap of the satellite");
        }
        int scale = feed.equals("proton-flux-10MeV") ? NoaaScales.solarRadiation(flux) : 0;
        return new SpaceWeather(
                feed, flux, scale, "GOES-" + row.get("satellite").asText(), "", time(row.get("time_tag")));
    }

    private static SpaceWeather alert(Row row) {
        String message = row.get("message").asText();
        Matcher serial = SERIAL.matcher(message);
        String identity = row.get("product_id").asText() + (serial.find() ? "-" + serial.group(1) : "");
        Matcher scale = SCALE.matcher(message);
        return new SpaceWeather(
                "alert",
                Double.NaN,
                scale.find() ? Integer.parseInt(scale.group(1)) : 0,
                identity,
                message.replace("\r\n", "\n").strip(),
                time(row.get("issue_datetime")));
    }

    /** UTC, with a T or a space, with a Z or without. */
    private static Instant time(JsonNode node) {
        String text = node.asText().strip().replace(' ', 'T').replaceFirst("Z$", "");
        try {
            Instant time = LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            if (PlausibleTime.holds(time)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time is '" + node.asText() + "'", e);
        }
        throw new IllegalArgumentException("time is '" + node.asText() + "', outside " + PlausibleTime.range());
    }
}
