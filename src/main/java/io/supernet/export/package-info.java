/**
 * Winners as models to serve: the graph of one path, verified before it is put in place. May import
 * {@code supernet}, {@code onnx} and below.
 */
package io.supernet.export;
