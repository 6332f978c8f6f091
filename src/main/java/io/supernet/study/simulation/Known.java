package io.supernet.study.simulation;

import com.google.common.primitives.ImmutableDoubleArray;
import io.supernet.space.Architecture;

/**
 * What is known of an architecture.
 *
 * @param briefly score on validation examples after a short training, the higher the better
 * @param fully the same after a whole training
 * @param test the same on test examples
 * @param macs multiply-adds, which decide what a training costs
 * @param liveMacs those of operations that the input reaches and that reach the output
 * @param scores of supernets, the higher the better; one each
 */
record Known(
    Architecture architecture,
    double briefly,
    double fully,
    double test,
    double macs,
    double liveMacs,
    ImmutableDoubleArray scores) {}
