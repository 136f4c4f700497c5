package space.penumbra.domain.migration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;

/** Which workload is where, and how many GPUs that takes of each node. Not thread-safe. */
final class Placements {

    private final Map<String, Workload> workloads = new HashMap<>();
    private final Map<String, Set<String>> byNode = new HashMap<>();
    private final Map<String, Set<String>> byTenant = new HashMap<>();

    /** Takes a newer description; an older placement generation than the known one is ignored. Returns whether taken. */
    boolean put(Workload workload) {
        Workload known = workloads.get(workload.workloadId());
        if (known != null && known.placementGeneration() > workload.placementGeneration()) {
            return false;
        }
        if (known != null) {
            byNode.getOrDefault(known.nodeId(), new HashSet<>()).remove(known.workloadId());
            byTenant.getOrDefault(known.tenant(), new HashSet<>()).remove(known.workloadId());
        }
        workloads.put(workload.workloadId(), workload);
        byNode.computeIfAbsent(workload.nodeId(), node -> new HashSet<>()).add(workload.workloadId());
        if (workload.state() != WorkloadState.FINISHED) {
            byTenant.computeIfAbsent(workload.tenant(), tenant -> new HashSet<>())
                    .add(workload.workloadId());
        }
        return true;
    }

    /** Number of a tenant's workloads that are not finished. */
    int ofTenant(String tenant) {
        return byTenant.getOrDefault(tenant, Set.of()).size();
    }

    /** Another workload of this group on the node, if there is one. */
    Optional<Workload> sibling(String nodeId, String group, String exceptWorkloadId) {
        return byNode.getOrDefault(nodeId, Set.of()).stream()
                .filter(id -> !id.equals(exceptWorkloadId))
                .map(workloads::get)
                .filter(workload -> workload.state() != WorkloadState.FINISHED)
                .filter(workload -> workload.antiAffinityGroup().equals(group))
                .findFirst();
    }

    Optional<Workload> find(String workloadId) {
        return Optional.ofNullable(workloads.get(workloadId));
    }

    /** GPUs of the node that are taken by workloads other than this one. */
    int gpusTaken(String nodeId, String exceptWorkloadId) {
        return byNode.getOrDefault(nodeId, Set.of()).stream()
                .filter(id -> !id.equals(exceptWorkloadId))
                .map(workloads::get)
                .filter(workload -> workload.state() != WorkloadState.FINISHED)
                .mapToInt(Workload::gpus)
                .sum();
    }
}
