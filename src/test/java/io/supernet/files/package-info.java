/**
 * A file system for tests that kills its JVM at a certain change of files. It stands above the
 * platform's one and imports nothing of the project.
 */
package io.supernet.files;
