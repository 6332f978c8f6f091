/**
 * Training: the order of examples, the learning rate, the loop with its checkpoints. May import
 * {@code supernet} and below.
 */
@NullMarked
package io.supernet.train;

import org.jspecify.annotations.NullMarked;
