package space.penumbra.producers.twin;

/**
 * What goes wrong with commands, for each thousand of them. Immutable.
 *
 * @param failedPerThousand break half-way: the link is lost, or the checkpoint cannot be written
 * @param rejectedPerThousand refused by the node's agent without need
 * @param unansweredPerThousand never answered and not carried out: they time out
 */
record CommandTrouble(double failedPerThousand, double rejectedPerThousand, double unansweredPerThousand) {}
