package space.penumbra.domain.migration;

import java.time.Instant;
import java.util.Optional;

/** How much may happen at a time: caps by failure domain, the breaker, and the pace of release. Not thread-safe. */
final class Caps {

    private final GateLimits limits;
    private final FleetFacts facts;
    private final Domains domains;
    private final Traffic traffic;
    private final Pulse pulse;

    Caps(GateLimits limits, FleetFacts facts, Domains domains, Traffic traffic, Pulse pulse) {
        this.limits = limits;
        this.facts = facts;
        this.domains = domains;
        this.traffic = traffic;
        this.pulse = pulse;
    }

    /** The first cap that stands in the way, if any. */
    Optional<Refusal> judge(Proposal wanted, Instant now) {
        return breaker(wanted, now).or(() -> inFlight(wanted)).or(() -> pace(wanted, now));
    }

    private Optional<Refusal> breaker(Proposal wanted, Instant now) {
        if (wanted.action() != ActionKind.MIGRATE) {
            return Optional.empty();
        }
        int failed = pulse.failed(now);
        int ended = pulse.ended(now);
        return limits.breaker().open(failed, ended)
                ? broken(
                        GateRule.BREAKER,
                        failed + " of the last " + ended + " commands failed: no move starts until that is "
                                + Math.round(limits.breaker().windowSeconds()) + " s ago")
                : Optional.empty();
    }

    private Optional<Refusal> inFlight(Proposal wanted) {
        if (!Gate.interrupts(wanted.action())) {
            return Optional.empty();
        }
        return domains.of(wanted).stream()
                .filter(domain -> traffic.interrupting(domain.key()) >= domain.cap())
                .findFirst()
                .map(domain -> new Refusal(
                        domain.rule(),
                        traffic.interrupting(domain.key()) + " commands in flight for " + domain.words()
                                + ", the cap is " + domain.cap()));
    }

    private Optional<Refusal> pace(Proposal wanted, Instant now) {
        int cap = limits.pace().of(facts.fleetNodes());
        boolean enough = Pulse.paced(wanted.action()) && pulse.released(now) >= cap;
        return enough
                ? broken(
                        GateRule.PACE,
                        cap + " commands left within " + GateLimits.PACE_SECONDS + " s: the most urgent go first")
                : Optional.empty();
    }

    private static Optional<Refusal> broken(GateRule rule, String detail) {
        return Optional.of(new Refusal(rule, detail));
    }
}
