/**
 * Ranking studies: which architectures to ask, their truth by training them alone, how well
 * supernet, multiply-adds and parameters rank them, and what follows from that. May import {@code
 * stats}, {@code supernet}, {@code train}, {@code run} and below; {@code pipeline} brings a run.
 */
package io.supernet.audit;
