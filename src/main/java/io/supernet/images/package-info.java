/**
 * Files of images: what is in them, how they become examples, in the same way while data are read
 * and in the graph that is served, and the readers of data that hold them. May import {@code data},
 * {@code network} and {@code supernet}.
 */
@NullMarked
package io.supernet.images;

import org.jspecify.annotations.NullMarked;
