/**
 * The network definition and its readings: search space, cost, drawing, the graph of one
 * architecture, and the supernet graph with a lazy switch for every decision. May import {@code
 * space}, {@code cost}, {@code drawing}, {@code extension} and TensorFlow.
 */
@NullMarked
package io.supernet.network;

import org.jspecify.annotations.NullMarked;
