/** What an architecture costs to run and to keep. Pure Java; imports {@code space} at most. */
package io.supernet.cost;
