/**
 * The search spaces that come with the project, and definitions as protobuf text. May import {@code
 * network}, {@code space}, {@code extension} and the generated protobuf classes.
 */
@NullMarked
package io.supernet.spaces;

import org.jspecify.annotations.NullMarked;
