/**
 * Which paths of the supernet a training step trains, and where randomness comes from. Pure Java;
 * imports {@code space} at most.
 */
package io.supernet.sampling;
