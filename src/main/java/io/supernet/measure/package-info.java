/**
 * What training a supernet takes: time against the architecture alone, memory, graph size. May
 * import everything below.
 */
package io.supernet.measure;
