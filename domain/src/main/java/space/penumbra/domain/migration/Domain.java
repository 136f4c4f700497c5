package space.penumbra.domain.migration;

/**
 * A failure domain that a command touches.
 *
 * @param rule the rule that caps it
 * @param key its identity among all domains
 * @param words how it is called in a sentence
 * @param cap most commands that may be in flight in it
 */
record Domain(GateRule rule, String key, String words, int cap) {}
