package space.penumbra.domain.hazard;

import java.util.Collection;
import space.penumbra.domain.limits.RuleBook;

/**
 * What holds for every node.
 *
 * @param storm the space weather
 * @param rules the limits in force
 * @param plans maintenance, that which was called off included
 */
public record CommonFacts(Storm storm, RuleBook rules, Collection<Maintenance> plans) {}
