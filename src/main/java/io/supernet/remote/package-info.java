/** What other processes and machines do for a run: trainings, evaluations, runs of comparisons. */
@NullMarked
package io.supernet.remote;

import org.jspecify.annotations.NullMarked;
