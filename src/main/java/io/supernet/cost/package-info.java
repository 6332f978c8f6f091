/** What an architecture costs to run and to keep. Pure Java; imports {@code space} at most. */
@NullMarked
package io.supernet.cost;

import org.jspecify.annotations.NullMarked;
