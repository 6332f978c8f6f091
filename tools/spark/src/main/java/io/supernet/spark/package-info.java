/**
 * Jobs on the executors of an Apache Spark cluster: one ordinary Spark job with one task for each,
 * so that none waits for another, and a process of its own on the executor that computes it.
 */
@NullMarked
package io.supernet.spark;

import org.jspecify.annotations.NullMarked;
