/**
 * Ways of training a supernet, compared: the same space, data and passes, several seeds, every run
 * in a process of its own. May import everything below, and {@code pipeline}, {@code run}, {@code
 * train} and {@code measure}.
 */
package io.supernet.compare;
