/**
 * One architecture in the Open Neural Network Exchange format, for runtimes other than TensorFlow.
 * May import {@code network}, {@code data} and the classes of the format.
 */
@NullMarked
package io.supernet.onnx;

import org.jspecify.annotations.NullMarked;
