/**
 * Ways of spending a budget of trainings, replayed on a table of known trainings: what each would
 * have found.
 */
@NullMarked
package io.supernet.study.simulation;

import org.jspecify.annotations.NullMarked;
