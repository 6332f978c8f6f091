/**
 * How much architectures disturb each other through the weights they share: what steps of others do
 * to an architecture, how far gradients agree, how well smaller spaces are ranked. May import
 * {@code supernet}, {@code train}, {@code run}, {@code table}, {@code stats} and below; {@code
 * pipeline} brings a run.
 */
package io.supernet.coupling;
