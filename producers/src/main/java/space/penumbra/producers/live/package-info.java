/** Hosts that exist: each is read at an interval, stamped with the fleet's event time, and published as a node. */
package space.penumbra.producers.live;
