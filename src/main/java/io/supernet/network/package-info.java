/**
 * The network definition and its four readings: search space, cost, the graph of one architecture,
 * and the supernet graph with a lazy switch for every decision. May import {@code space}, {@code
 * cost} and TensorFlow.
 */
package io.supernet.network;
