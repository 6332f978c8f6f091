/**
 * What a run is: its options and what they name, its manifest, the layout of its folder, what was
 * found. No phase: what is done to a run lives in {@code pipeline}.
 */
@NullMarked
package io.supernet.run;

import org.jspecify.annotations.NullMarked;
