/**
 * A run as one HTML file that needs nothing else. {@code Page}, {@code Section}, {@code Chart},
 * {@code Table} and {@code Html} know nothing of runs; the rest says what a run's page shows. May
 * import all floors but the command line; nothing on them imports it.
 */
package io.supernet.report;
