/**
 * How well one list of figures predicts another: rank correlations, picks of the best, bootstrap
 * intervals. Pure Java; imports nothing.
 */
package io.supernet.stats;
