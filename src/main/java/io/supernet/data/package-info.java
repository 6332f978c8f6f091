/**
 * Labeled examples in memory: reading them from files, splitting them and the numbers that
 * normalize them. Pure Java; may import {@code text} and Guava, never TensorFlow.
 */
@NullMarked
package io.supernet.data;

import org.jspecify.annotations.NullMarked;
