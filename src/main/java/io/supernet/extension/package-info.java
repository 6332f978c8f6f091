/**
 * Where code of users is called: what it throws, and what it must not do, is told as their mistake,
 * with their class and line. Pure Java; imports nothing of the project but its exception.
 */
package io.supernet.extension;
