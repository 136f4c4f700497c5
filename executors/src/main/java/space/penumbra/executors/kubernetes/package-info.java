/** Kubernetes as a scheduler: cordon, checkpoint, evict within disruption budgets, verify the replacement. */
package space.penumbra.executors.kubernetes;
