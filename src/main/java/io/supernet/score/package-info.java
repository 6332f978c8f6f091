/**
 * What can be said of architectures without training them alone: scorers, and the prior that
 * combines them. Pure Java; imports {@code space}, {@code stats}, {@code evaluate} and {@code
 * extension}.
 */
@NullMarked
package io.supernet.score;

import org.jspecify.annotations.NullMarked;
