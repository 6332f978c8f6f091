/**
 * Training: the order of examples, the learning rate, the loop with its checkpoints. May import
 * {@code supernet} and below.
 */
package io.supernet.train;
