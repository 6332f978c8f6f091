/**
 * What others have measured of architectures, read from CSV files, as an evaluator. May import
 * {@code evaluate}, {@code space}, {@code text} and the root package; no TensorFlow.
 */
package io.supernet.table;
