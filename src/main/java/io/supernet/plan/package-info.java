/** Divides a limited time between the phases of a run. Pure arithmetic; no TensorFlow. */
@NullMarked
package io.supernet.plan;

import org.jspecify.annotations.NullMarked;
