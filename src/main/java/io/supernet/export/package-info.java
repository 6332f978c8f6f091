/**
 * Winners as models to serve: the layers of one path, verified before they are put in place, and
 * what uses them again. May import {@code supernet}, {@code onnx} and below.
 */
@NullMarked
package io.supernet.export;

import org.jspecify.annotations.NullMarked;
