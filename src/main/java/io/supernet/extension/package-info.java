/**
 * Where users' code is called: what it throws, or must not do, is reported as their mistake, with
 * their class and line. Pure Java; imports nothing of the project but its exception.
 */
package io.supernet.extension;
