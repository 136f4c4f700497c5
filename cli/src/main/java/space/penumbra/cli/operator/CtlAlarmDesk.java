package space.penumbra.cli.operator;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import space.penumbra.domain.alarm.Incident;
import space.penumbra.domain.limits.LimitLevel;

/** What is done about an alarm or an incident. */
final class CtlAlarmDesk {

    private CtlAlarmDesk() {}

    /** Something that is done with an alarm, or with every alarm of an incident. */
    abstract static class OnAlarms extends Act {
        @Parameters(
                paramLabel = "ALARM|INCIDENT",
                description = "An alarm's key (node/rule) or an incident's id (INC:...).")
        private String key;

        abstract String verb();

        abstract String past();

        @Override
        final String path() {
            check();
            return (key.startsWith(Incident.PREFIX) ? "/incidents/" : "/alarms/") + ControlOptions.encoded(key) + "/"
                    + verb();
        }

        @Override
        final String done() {
            return past() + " " + key;
        }

        /** Refuses arguments that make no sense. */
        void check() {
            // Most actions have none.
        }
    }

    /** {@code ctl ack}. */
    @Command(
            name = "ack",
            description =
                    "Acknowledge an alarm, or all of an incident, at the level that you saw; what gets worse speaks up again.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl ack dd650-03-07/gpu-temperature --reason 'looking into it'"})
    static final class Acknowledge extends OnAlarms {
        @Option(
                names = "--level",
                paramLabel = "LEVEL",
                description = "The level that you saw (default: the present one).")
        private LimitLevel level;

        @Override
        String verb() {
            return "acknowledge";
        }

        @Override
        String past() {
            return "acknowledged";
        }

        @Override
        void add(Map<String, Object> body) {
            if (level != null) {
                body.put("level", level.name());
            }
        }
    }

    /** {@code ctl shelve}. */
    @Command(
            name = "shelve",
            description = "Put an alarm aside for a time.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: penumbra ctl shelve dd650-03-07/sun-sensor --minutes 90 --reason 'sensor is being replaced'"
            })
    static final class Shelve extends OnAlarms {
        @Option(
                names = "--minutes",
                required = true,
                paramLabel = "N",
                description = "For how long, in the fleet's time: 1 to 10080.")
        private int minutes;

        @Override
        void check() {
            if (minutes < 1 || minutes > 10_080) {
                throw mistake("--minutes must be from 1 to 10080 (a week), not " + minutes);
            }
        }

        @Override
        String verb() {
            return "shelve";
        }

        @Override
        String past() {
            return "shelved for " + minutes + " minutes:";
        }

        @Override
        void add(Map<String, Object> body) {
            body.put("minutes", minutes);
        }
    }

    /** {@code ctl own}. */
    @Command(
            name = "own",
            description = "Answer for an alarm or an incident, or hand it to somebody.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl own dd650-03-07/gpu-temperature --owner ana --reason 'shift change'"})
    static final class Own extends OnAlarms {
        @Option(
                names = "--owner",
                paramLabel = "NAME",
                description = "Who answers for it from now on; '' for nobody (default: the operator).")
        private String owner;

        @Override
        String verb() {
            return "own";
        }

        @Override
        String past() {
            return owner == null ? "owned:" : owner.isEmpty() ? "owned by nobody:" : "owned by " + owner + ":";
        }

        @Override
        void add(Map<String, Object> body) {
            if (owner != null) {
                body.put("owner", owner);
            }
        }
    }

    /** {@code ctl note}. */
    @Command(
            name = "note",
            description = "Leave words at an alarm or an incident for whoever comes next; --reason is what you leave.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl note dd650-03-07/gpu-temperature --reason 'pump B swapped, watch it'"})
    static final class Note extends OnAlarms {
        @Override
        String verb() {
            return "note";
        }

        @Override
        String past() {
            return "noted at";
        }
    }

    /** Something that is done with one alarm alone. */
    abstract static class OnAlarm extends Act {
        @Parameters(paramLabel = "ALARM", description = "The alarm's key: node/rule.")
        private String key;

        abstract String verb();

        abstract String past();

        @Override
        final String path() {
            return "/alarms/" + ControlOptions.encoded(key) + "/" + verb();
        }

        @Override
        final String done() {
            return past() + " " + key;
        }
    }

    /** {@code ctl out-of-service}. */
    @Command(
            name = "out-of-service",
            description =
                    "Take an alarm off the desk, however bad it gets, until you return it: its sensor is being worked on.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl out-of-service dd650-03-07/sun-sensor --reason 'sensor swap'"})
    static final class OutOfService extends OnAlarm {
        @Override
        String verb() {
            return "out-of-service";
        }

        @Override
        String past() {
            return "out of service:";
        }
    }

    /** {@code ctl return-to-service}. */
    @Command(
            name = "return-to-service",
            description = "Put an alarm back on the desk.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl return-to-service dd650-03-07/sun-sensor --reason 'sensor is new'"})
    static final class ReturnToService extends OnAlarm {
        @Override
        String verb() {
            return "return-to-service";
        }

        @Override
        String past() {
            return "back in service:";
        }
    }

    /** {@code ctl unshelve}. */
    @Command(
            name = "unshelve",
            description = "Take an alarm back from the shelf.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl unshelve dd650-03-07/sun-sensor --reason 'sensor works again'"})
    static final class Unshelve extends OnAlarm {
        @Override
        String verb() {
            return "unshelve";
        }

        @Override
        String past() {
            return "unshelved";
        }
    }
}
