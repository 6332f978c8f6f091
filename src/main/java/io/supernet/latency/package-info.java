/**
 * How long networks take on this machine: measured whole, and predicted from a table of their
 * candidates. May import {@code supernet}, {@code network} and below.
 */
package io.supernet.latency;
