/**
 * The search spaces that come with the project, and definitions as protobuf text. May import {@code
 * network}, {@code space} and the generated protobuf classes.
 */
package io.supernet.spaces;
