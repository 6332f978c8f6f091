/**
 * What every floor may use: the exception for mistakes that a user can fix, and the listener that
 * long work reports to. Imports nothing of the project.
 */
@NullMarked
package io.supernet;

import org.jspecify.annotations.NullMarked;
