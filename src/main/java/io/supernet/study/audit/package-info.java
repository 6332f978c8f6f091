/**
 * How far a supernet's ranking can be trusted: which architectures to ask, their truth by training
 * them alone or from a table, how well supernet and costs rank them, and what follows. Knows no
 * other study.
 */
package io.supernet.study.audit;
