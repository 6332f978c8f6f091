/**
 * Runnable graphs: the supernet and one architecture alone, each with its data on the device, a
 * training step and an evaluation. May import {@code network}, {@code data} and below.
 */
@NullMarked
package io.supernet.supernet;

import org.jspecify.annotations.NullMarked;
