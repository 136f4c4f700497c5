package space.penumbra.cli.soak;

import java.nio.file.Path;

/**
 * What a soak is run with.
 *
 * @param folder data and logs of everything
 * @param portBase first of twenty ports on loopback
 * @param nodes of the simulated fleet
 * @param speed seconds of event time per second
 * @param seed of the fleet and of the schedule
 * @param scenario what goes wrong with the fleet itself
 * @param isolated whether network and mounts are this soak's own
 */
record SoakSettings(Path folder, int portBase, int nodes, double speed, long seed, String scenario, boolean isolated) {}
