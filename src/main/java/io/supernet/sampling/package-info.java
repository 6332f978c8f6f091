/**
 * Which paths of the supernet a training step trains, and where randomness comes from. Pure Java;
 * imports {@code space} and {@code extension} at most.
 */
package io.supernet.sampling;
