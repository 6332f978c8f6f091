/**
 * Which paths of the supernet a training step trains. Pure Java; imports {@code space} and {@code
 * extension} at most.
 */
package io.supernet.sampling;
