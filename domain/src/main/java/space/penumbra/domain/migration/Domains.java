package space.penumbra.domain.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import space.penumbra.domain.fleet.NodeSpec;

/** The failure domains that commands touch, and how many of them may be in flight there. */
final class Domains {

    private final GateLimits limits;
    private final FleetFacts facts;
    private final Placements placements;

    Domains(GateLimits limits, FleetFacts facts, Placements placements) {
        this.limits = limits;
        this.facts = facts;
        this.placements = placements;
    }

    /** The widest first: the fleet, the kind of hazard, the shells and planes of source and target, the tenant. */
    List<Domain> of(Proposal wanted) {
        List<Domain> domains = new ArrayList<>();
        int nodes = facts.fleetNodes();
        domains.add(new Domain(
                GateRule.CAP_FLEET, "fleet", "the fleet", limits.fleet().of(nodes)));
        String word = wanted.reason().word();
        domains.add(new Domain(
                GateRule.CAP_HAZARD, "hazard/" + word, word, limits.hazard().of(nodes)));
        List<NodeSpec> touched = List.of(wanted.sourceNodeId(), wanted.targetNodeId()).stream()
                .map(facts::spec)
                .flatMap(Optional::stream)
                .toList();
        touched.stream().map(FleetFacts::shellKey).distinct().forEach(shell -> {
            int cap = limits.shell().of(facts.shellNodes(shell));
            domains.add(new Domain(GateRule.CAP_SHELL, "shell/" + shell, "shell " + shell, cap));
        });
        touched.stream().map(FleetFacts::planeKey).distinct().forEach(plane -> {
            int cap = limits.plane().of(facts.planeNodes(plane));
            domains.add(new Domain(GateRule.CAP_PLANE, "plane/" + plane, "plane " + plane, cap));
        });
        placements.find(wanted.workloadId()).ifPresent(workload -> {
            String tenant = workload.tenant();
            int cap = limits.tenant().of(placements.ofTenant(tenant));
            domains.add(new Domain(GateRule.CAP_TENANT, "tenant/" + tenant, "tenant " + tenant, cap));
        });
        return domains;
    }

    /** Their identities alone. */
    List<String> keys(Proposal wanted) {
        return of(wanted).stream().map(Domain::key).toList();
    }
}
