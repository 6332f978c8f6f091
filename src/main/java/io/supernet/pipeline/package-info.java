/**
 * What is done to a run: train, search, retrain, test, export, each continuing where it stopped.
 * Knows no study, no report and no command line.
 */
package io.supernet.pipeline;
