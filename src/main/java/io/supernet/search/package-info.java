/**
 * Search strategies and the loop that runs them. Algorithms on encodings: imports {@code space} and
 * {@code evaluate}, never TensorFlow.
 */
package io.supernet.search;
