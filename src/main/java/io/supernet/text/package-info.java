/**
 * Texts and files from others: opened with a bound on what they unpack to, read row by row; and
 * CSV, JSON and Markdown for others to read. May import only the root package.
 */
package io.supernet.text;
