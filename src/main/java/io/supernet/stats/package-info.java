/**
 * How well one list of figures predicts another: rank correlations, picks of the best, bootstrap
 * intervals. What Hipparchus knows comes from there. Imports nothing else.
 */
package io.supernet.stats;
