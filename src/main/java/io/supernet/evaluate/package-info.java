/**
 * How architectures are judged: the evaluator's contract and its result. Pure Java; imports {@code
 * space} and {@code extension} at most.
 */
@NullMarked
package io.supernet.evaluate;

import org.jspecify.annotations.NullMarked;
