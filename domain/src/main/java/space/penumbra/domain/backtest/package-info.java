/**
 * Rules judged by hindsight: what a rule would have said of recorded frames, held against what is known to have been wrong. Besides the scoring of
 * detectors this is all that may see labels of faults; nothing here decides anything about a fleet.
 */
package space.penumbra.domain.backtest;
