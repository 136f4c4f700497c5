/** The history job: frames, down-sampled per node, and the events of the fleet as points of a time-series store. */
package space.penumbra.jobs.history;
