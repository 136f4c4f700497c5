package space.penumbra.cli.operator;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The commands of {@code penumbra ctl rules} that take a version one step on or back. */
final class CtlRuleSteps {

    private CtlRuleSteps() {}

    /** Something done with one version. */
    private abstract static class OnVersion extends Act {
        @Parameters(index = "0", paramLabel = "RULE", description = "The rule's id.")
        private String rule;

        @Parameters(index = "1", paramLabel = "VERSION", description = "The version.")
        private long number;

        abstract String step();

        abstract String past();

        @Override
        final String path() {
            return CtlRuleLab.path(rule, number) + "/" + step();
        }

        @Override
        final String done() {
            return past() + " version " + number + " of " + rule;
        }
    }

    /** {@code ctl rules shadow}. */
    @Command(
            name = "shadow",
            description = "Judge a draft on live frames beside the rule in force; it alarms nobody.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl rules shadow gpu-temperature 2 --reason 'a day of trial'"})
    static final class Shadow extends OnVersion {
        @Override
        String step() {
            return "shadow";
        }

        @Override
        String past() {
            return "in shadow:";
        }
    }

    /** {@code ctl rules stop}. */
    @Command(
            name = "stop",
            description = "End the trial of a version; it is a draft again.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl rules stop gpu-temperature 2 --reason 'too loud'"})
    static final class Stop extends OnVersion {
        @Override
        String step() {
            return "stop";
        }

        @Override
        String past() {
            return "no longer in shadow:";
        }
    }

    /** {@code ctl rules discard}. */
    @Command(
            name = "discard",
            description = "Discard a version that is not in force.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl rules discard gpu-temperature 2 --reason 'too loud'"})
    static final class Discard extends OnVersion {
        @Override
        String step() {
            return "discard";
        }

        @Override
        String past() {
            return "discarded";
        }
    }

    /** {@code ctl rules promote}. */
    @Command(
            name = "promote",
            description = "Put a draft or a version in shadow in force.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: penumbra ctl rules promote gpu-temperature 2 --reason 'finds it ten minutes earlier'"
            })
    static final class Promote extends OnVersion {
        @Override
        String step() {
            return "promote";
        }

        @Override
        String past() {
            return "in force:";
        }
    }

    /** {@code ctl rules restore}. */
    @Command(
            name = "restore",
            description = "Bring an earlier version back, as a new version in force.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl rules restore gpu-temperature 1 --reason 'the old plates are back'"})
    static final class Restore extends OnVersion {
        @Override
        String step() {
            return "restore";
        }

        @Override
        String past() {
            return "restored";
        }
    }

    /** {@code ctl rules back}. */
    @Command(
            name = "back",
            description = "One step back: what held before the version in force holds again.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl rules back gpu-temperature --reason 'false alarms'"})
    static final class Back extends Act {
        @Parameters(paramLabel = "RULE", description = "The rule's id.")
        private String rule;

        @Override
        String path() {
            return CtlRuleLab.path(rule) + "/back";
        }

        @Override
        String done() {
            return "took " + rule + " one step back";
        }
    }
}
