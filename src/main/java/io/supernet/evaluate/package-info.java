/**
 * How architectures are judged: the evaluator's contract and its result. Pure Java; imports {@code
 * space} and {@code extension} at most.
 */
package io.supernet.evaluate;
