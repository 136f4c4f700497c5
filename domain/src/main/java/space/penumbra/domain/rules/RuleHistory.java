package space.penumbra.domain.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.Signal;

/**
 * Every version of one rule, and what may be done with them. What is in force decides which version is live: a rule that was set past the
 * versions is taken up among them. Immutable: a decision says what is to be written and changes nothing here.
 */
public final class RuleHistory {

    /** The most rules that may be in shadow at a time, over the whole fleet: each costs two comparisons a frame. */
    public static final int MOST_SHADOWS = 8;

    private final String ruleId;
    private final TreeMap<Long, RuleVersion> versions = new TreeMap<>();
    private final @Nullable RuleVersion live;

    /**
     * The history of a rule.
     *
     * @param known its versions in any order
     * @param inForce the rule that holds now; null if none does
     */
    public RuleHistory(String ruleId, Collection<RuleVersion> known, @Nullable LimitRule inForce) {
        this.ruleId = ruleId;
        long holds = inForce == null ? 0 : inForce.version();
        for (RuleVersion version : known) {
            boolean passed = version.state() == RuleState.LIVE && version.number() != holds;
            versions.put(version.number(), passed ? version.seenAs(RuleState.RETIRED) : version);
        }
        if (inForce != null) {
            RuleVersion written = versions.get(holds);
            live = written == null ? RuleVersion.inForce(inForce) : written.seenAs(RuleState.LIVE);
            versions.put(holds, live);
        } else {
            live = null;
        }
    }

    /** All versions, newest first. */
    public List<RuleVersion> newestFirst() {
        return versions.values().stream()
                .sorted(Comparator.comparingLong(RuleVersion::number).reversed())
                .toList();
    }

    /** The version of this number. */
    public Optional<RuleVersion> find(long number) {
        return Optional.ofNullable(versions.get(number));
    }

    /** The version in force. */
    public Optional<RuleVersion> live() {
        return Optional.ofNullable(live);
    }

    /** Number of the version in force; 0 if there is none. */
    public long liveNumber() {
        return live == null ? 0 : live.number();
    }

    /** The version that the one in force followed, restorations seen through: what one step back leads to. */
    public Optional<RuleVersion> before() {
        if (live == null) {
            return Optional.empty();
        }
        RuleVersion origin = live;
        while (origin.restores() > 0 && versions.containsKey(origin.restores())) {
            origin = versions.get(origin.restores());
        }
        return find(origin.basedOn());
    }

    private long nextNumber() {
        return versions.isEmpty() ? 1 : versions.lastKey() + 1;
    }

    /** Writes a version down without effect. Its number and time are given here, whatever the content says. */
    public RuleVerdict draft(LimitRule content, Signature by) {
        LimitRule numbered = content.as(nextNumber(), by.time());
        return RuleVerdict.done(null, List.of(RuleVersion.written(RuleState.DRAFT, numbered, liveNumber(), 0, by)));
    }

    /** Writes a version and puts it in force at once: the short way, without a trial. */
    public RuleVerdict change(LimitRule content, Signature by) {
        return putInForce(
                RuleVersion.written(RuleState.LIVE, content.as(nextNumber(), by.time()), liveNumber(), 0, by), by);
    }

    /**
     * Starts to judge a version beside the one in force.
     *
     * @param shadowsElsewhere how many versions of other rules are in shadow
     */
    public RuleVerdict shadow(long number, int shadowsElsewhere, Signature by) {
        return move(number, RuleState.SHADOW, version -> {
            Optional<RuleVersion> other = versions.values().stream()
                    .filter(each -> each.state() == RuleState.SHADOW)
                    .findFirst();
            if (other.isPresent()) {
                return RuleVerdict.conflict("Version " + other.get().number() + " of rule '" + ruleId
                        + "' is in shadow already: stop it first");
            }
            if (shadowsElsewhere >= MOST_SHADOWS) {
                return RuleVerdict.conflict(shadowsElsewhere + " rules are in shadow, and no more than " + MOST_SHADOWS
                        + " may be: stop one first");
            }
            if (!version.rule().enabled()) {
                return RuleVerdict.conflict("Version " + number + " of rule '" + ruleId
                        + "' is switched off and would never speak: draft it with enabled true");
            }
            if (version.rule().field().equals(Signal.MISSED_REPORTS.field())) {
                return RuleVerdict.conflict("Rule '" + ruleId + "' is on " + Signal.MISSED_REPORTS.field()
                        + ", which no frame carries: back-test it instead, a shadow sees frames alone");
            }
            return RuleVerdict.done(null, List.of(version.become(RuleState.SHADOW, by)));
        });
    }

    /** Ends the trial of a version; it is a draft again. */
    public RuleVerdict stop(long number, Signature by) {
        return move(
                number,
                RuleState.DRAFT,
                version -> RuleVerdict.done(null, List.of(version.become(RuleState.DRAFT, by))));
    }

    /** Discards a version that is not in force. */
    public RuleVerdict discard(long number, Signature by) {
        if (number == liveNumber()) {
            return RuleVerdict.conflict("Version " + number + " of rule '" + ruleId
                    + "' is in force: go back, promote another, or switch it off with enabled false");
        }
        return move(
                number,
                RuleState.RETIRED,
                version -> RuleVerdict.done(null, List.of(version.become(RuleState.RETIRED, by))));
    }

    /** Puts a draft or a shadow in force, unless something else has come into force since it was written. */
    public RuleVerdict promote(long number, Signature by) {
        return move(
                number,
                RuleState.LIVE,
                version -> version.basedOn() == liveNumber()
                        ? putInForce(version.become(RuleState.LIVE, by), by)
                        : RuleVerdict.conflict(
                                "Version " + number + " of rule '" + ruleId + "' was written against version "
                                        + version.basedOn() + ", and version " + liveNumber()
                                        + " is in force by now: compare the two and draft it again"));
    }

    /** Brings the content of an earlier version back, as a new version in force. */
    public RuleVerdict restore(long number, Signature by) {
        RuleVersion wanted = versions.get(number);
        if (wanted == null) {
            return unknown(number);
        }
        if (number == liveNumber()) {
            return RuleVerdict.conflict(
                    "Version " + number + " of rule '" + ruleId + "' is in force: there is nothing to restore");
        }
        if (wanted.state() != RuleState.RETIRED) {
            return RuleVerdict.conflict(
                    "Version " + number + " of rule '" + ruleId + "' is a " + wanted.state() + ": promote it instead");
        }
        return putInForce(
                RuleVersion.written(
                        RuleState.LIVE, wanted.rule().as(nextNumber(), by.time()), liveNumber(), number, by),
                by);
    }

    /** One step back: brings back what held before the version in force. */
    public RuleVerdict back(Signature by) {
        Optional<RuleVersion> before = before();
        if (before.isEmpty()) {
            return live == null
                    ? RuleVerdict.unknown("No rule '" + ruleId + "' is in force: there is nothing to go back from")
                    : RuleVerdict.conflict("Nothing held before version " + liveNumber() + " of rule '" + ruleId
                            + "': switch it off with enabled false instead");
        }
        return restore(before.get().number(), by);
    }

    private RuleVerdict putInForce(RuleVersion next, Signature by) {
        List<RuleVersion> written = new ArrayList<>(List.of(next));
        if (live != null) {
            written.add(live.become(RuleState.RETIRED, by));
        }
        return RuleVerdict.done(next.rule(), written);
    }

    private RuleVerdict move(long number, RuleState next, Function<RuleVersion, RuleVerdict> decide) {
        RuleVersion version = versions.get(number);
        if (version == null) {
            return unknown(number);
        }
        if (!version.state().mayBecome(next)) {
            return RuleVerdict.conflict("Version " + number + " of rule '" + ruleId + "' is " + version.state()
                    + " and cannot become " + next
                    + (version.state() == RuleState.RETIRED ? ": restore it, or draft it again" : ""));
        }
        return decide.apply(version);
    }

    private RuleVerdict unknown(long number) {
        return RuleVerdict.unknown("Rule '" + ruleId + "' has no version " + number + ": it has " + versions.keySet());
    }
}
