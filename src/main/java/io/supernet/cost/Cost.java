package io.supernet.cost;

/**
 * What an architecture costs for one example.
 *
 * @param macs multiply-adds of convolutions and dense layers (with their bias), as NAS-Bench-201
 *     counts "FLOPs"; batch normalization, activation and pooling count nothing
 * @param parameters trained scalars: weights, biases, scale and offset of batch normalization
 * @since 0.1
 */
public record Cost(long macs, long parameters) {}
