/**
 * The controller of ENAS, an LSTM that learns which architectures are good, and the search by it.
 * Apart from {@code search} as it needs TensorFlow. May import {@code network}, {@code supernet}
 * and below.
 */
package io.supernet.controller;
