/**
 * Which paths of the supernet a training step trains. Pure Java; imports {@code space} and {@code
 * extension} at most.
 */
@NullMarked
package io.supernet.sampling;

import org.jspecify.annotations.NullMarked;
