/**
 * What is done to a run: train, search, retrain, test, export, each continuing where it stopped.
 * Knows no study, no report and no command line.
 */
@NullMarked
package io.supernet.pipeline;

import org.jspecify.annotations.NullMarked;
