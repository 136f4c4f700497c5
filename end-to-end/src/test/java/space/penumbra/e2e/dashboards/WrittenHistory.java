package space.penumbra.e2e.dashboards;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;

/**
 * Two hours of history of two small shells, written as the history's layout says: every measurement, tag and field, so that
 * each panel has something to show.
 */
final class WrittenHistory {

    static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant END = BEGIN.plusSeconds(7200);

    private static final List<String> SHELLS = List.of("dd650", "i30");

    private WrittenHistory() {}

    static String lines() {
        StringBuilder lines = new StringBuilder();
        for (int minute = 0; minute < 120; minute++) {
            long time = BEGIN.plusSeconds(60L * minute).toEpochMilli();
            for (String shell : SHELLS) {
                for (int slot = 0; slot < 3; slot++) {
                    node(lines, shell, shell + "-00-0" + slot, minute, time);
                }
            }
            weather(lines, minute, time);
        }
        alarms(lines);
        hazards(lines);
        commands(lines);
        return lines.toString();
    }

    private static void node(StringBuilder lines, String shell, String node, int minute, long time) {
        boolean dark = shell.equals("i30") && minute % 60 > 35;
        String readings = Arrays.stream(Reading.values())
                .map(reading -> reading.field() + "=" + value(reading, dark, minute))
                .collect(Collectors.joining(","));
        String counters = Arrays.stream(Counter.values())
                .map(counter -> counter.field() + "=" + (minute / 10) + "i")
                .collect(Collectors.joining(","));
        lines.append("node,node=" + node + ",shell=" + shell + ",source=twin " + readings + "," + counters + " " + time
                + "\n");
        IntStream.range(0, 2)
                .forEach(gpu -> lines.append("gpu,node=" + node + ",gpu=" + gpu + " temperatureCelsius=" + (60 + gpu)
                        + ",powerWatts=600,utilisationRatio=0.8,correctedErrors=" + (minute / 10)
                        + "i,uncorrectedErrors=0i "
                        + time + "\n"));
    }

    private static double value(Reading reading, boolean dark, int minute) {
        return switch (reading) {
            case SUN_SENSOR -> dark ? 0 : 1;
            case SOLAR_POWER -> dark ? 0 : 12_000;
            case BATTERY_CHARGE -> dark ? 0.6 : 0.95;
            case LONGITUDE -> minute % 360 - 180;
            default -> 0.5 * (Math.max(reading.lowest(), -100) + Math.min(reading.highest(), 100));
        };
    }

    private static void weather(StringBuilder lines, int minute, long time) {
        lines.append("weather,feed=kp value=" + (3 + minute % 3) + ",scale=0 " + time + "\n");
    }

    private static void alarms(StringBuilder lines) {
        for (int i = 0; i < 6; i++) {
            String level = i == 5 ? "CRITICAL" : "WARNING";
            long time = BEGIN.plusSeconds(600L * i).toEpochMilli();
            lines.append("alarm,node=" + SHELLS.get(i % 2) + "-00-0" + i % 3 + ",rule=gpu-hot,level=" + level
                    + ",change=RAISED value=91.5,limit=90,active=1,message=\"GPU hot, limit 90 Cel\" " + time + "\n");
        }
    }

    private static void hazards(StringBuilder lines) {
        for (String kind : List.of("UMBRA", "PENUMBRA", "SAA")) {
            for (String shell : SHELLS) {
                long start = BEGIN.plusSeconds(3900 + 60L * kind.length()).toEpochMilli();
                lines.append("hazard,node=" + shell + "-00-00,kind=" + kind
                        + " durationSeconds=2040,severity=120,probability=1,startMillis=" + start + "i " + start
                        + "\n");
            }
        }
    }

    private static void commands(StringBuilder lines) {
        List<String> states =
                List.of("PROPOSED", "ISSUED", "ACCEPTED", "CHECKPOINTED", "TRANSFERRED", "RESTORED", "COMPLETED");
        for (int i = 0; i < states.size(); i++) {
            command(lines, "training-1", states.get(i), BEGIN.plusSeconds(300 + 20L * i));
        }
        command(lines, "training-2", "TIMED_OUT", BEGIN.plusSeconds(900));
    }

    private static void command(StringBuilder lines, String workload, String state, Instant time) {
        lines.append("command,workload=" + workload + ",action=MIGRATE,reason=ECLIPSE_INGRESS,state=" + state
                + ",source=i30-00-00,target=dd650-00-00 marginSeconds=450,savingGpuHours=3.5,costGpuHours=0.2,"
                + "transferGigabytes=40,attempts=1i " + time.toEpochMilli() + "\n");
    }
}
