package io.supernet.study.simulation;

import com.google.common.primitives.ImmutableDoubleArray;
import io.supernet.space.Architecture;

/**
 * What is known of an architecture.
 *
 * @param briefly validation accuracy after a short training, 0 to 1
 * @param fully validation accuracy after a whole training, 0 to 1
 * @param test test accuracy after a whole training, 0 to 1
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
