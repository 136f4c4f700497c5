package space.penumbra.domain.migration;

/**
 * A broken rule.
 *
 * @param rule which
 * @param detail one sentence with the values that broke it
 */
public record Refusal(GateRule rule, String detail) {}
