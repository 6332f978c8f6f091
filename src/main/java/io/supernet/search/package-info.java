/**
 * Search strategies and the loop that runs them. Algorithms on encodings: imports {@code space},
 * {@code evaluate} and {@code extension}, never TensorFlow.
 */
@NullMarked
package io.supernet.search;

import org.jspecify.annotations.NullMarked;
