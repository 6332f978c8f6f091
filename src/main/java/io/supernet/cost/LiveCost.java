package io.supernet.cost;

/**
 * What of an architecture does work, for one example: an operation is live if it depends on the
 * network's input and the output depends on it. One that reads zeros takes time and changes
 * nothing; one that nothing reads is not computed, nor are its weights trained.
 *
 * @param macs multiply-adds of live operations, counted as in {@link Cost}
 * @param parameters trained scalars that live operations use
 * @param depth the most layers with multiply-adds on a way from the input to the output; 0 if there
 *     is no way
 * @since 0.2
 */
public record LiveCost(long macs, long parameters, int depth) {}
