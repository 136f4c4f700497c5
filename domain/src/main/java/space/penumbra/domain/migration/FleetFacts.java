package space.penumbra.domain.migration;

import java.util.List;
import java.util.Optional;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.hazard.HazardWindow;

/** What the gate may ask about the fleet when it decides; answers are as fresh as the caller has them. */
public interface FleetFacts {

    /** What the node is, if it is known. */
    Optional<NodeSpec> spec(String nodeId);

    /** How the node is, if it ever reported. */
    Optional<NodeStatus> status(String nodeId);

    /** The node's hazard windows, empty if none are known. */
    List<HazardWindow> hazards(String nodeId);

    /** Number of nodes in service, at least 0. */
    int fleetNodes();

    /** Number of nodes in service in this orbital plane, at least 0. */
    int planeNodes(String planeKey);

    /** Number of nodes in service in this orbital shell; those of the fleet where nobody counts shells. */
    default int shellNodes(String shellKey) {
        return fleetNodes();
    }

    /** Name of the shell that a node belongs to, or {@code ground}. */
    static String shellKey(NodeSpec spec) {
        return spec.inOrbit() ? spec.shell() : "ground";
    }

    /** Name of the failure domain that a node belongs to: shell and plane, or {@code ground}. */
    static String planeKey(NodeSpec spec) {
        return spec.inOrbit() ? spec.shell() + "/" + spec.plane() : "ground";
    }
}
