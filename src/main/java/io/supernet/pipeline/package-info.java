/**
 * A run from data to an exported winner: train, search, retrain, export, each going on where it
 * stopped. May import all floors but the command line.
 */
package io.supernet.pipeline;
