/**
 * Many short trainings, of which the better ones go on. Algorithms on architectures; no TensorFlow.
 */
@NullMarked
package io.supernet.tournament;

import org.jspecify.annotations.NullMarked;
