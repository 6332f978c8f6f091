/**
 * Pictures of spaces and of found architectures: what a network does in any case as nodes, its
 * decisions as edges; as SVG and as text. The one home of SVG. Pure Java; imports nothing of the
 * project.
 */
package io.supernet.drawing;
