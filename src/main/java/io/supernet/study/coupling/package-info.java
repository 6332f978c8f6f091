/**
 * How much architectures disturb each other through the weights they share: what steps of others do
 * to an architecture, how far gradients agree, how well smaller spaces are ranked. Knows no other
 * study.
 */
package io.supernet.study.coupling;
