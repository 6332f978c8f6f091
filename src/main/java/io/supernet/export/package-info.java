/**
 * Winners as SavedModels: the graph of one path, verified before it is put in place. May import
 * {@code supernet} and below.
 */
package io.supernet.export;
