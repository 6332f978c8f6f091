/**
 * Search spaces as encodings: decisions, architectures, how many there are, how they are written.
 * Pure Java; imports nothing of the project but the root package.
 */
@NullMarked
package io.supernet.space;

import org.jspecify.annotations.NullMarked;
