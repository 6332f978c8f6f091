/**
 * The goals of the Maven plugin. They read and hash what decides a result, run the command line in
 * a JVM of its own, and read the files that it leaves; of the library they load nothing.
 */
package io.supernet.maven;
