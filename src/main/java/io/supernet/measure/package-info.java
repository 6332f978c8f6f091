/**
 * Measurements on this machine: what training a supernet takes in time, memory and graph size, and
 * how long networks take to answer. Imports {@code supernet} and below.
 */
package io.supernet.measure;
