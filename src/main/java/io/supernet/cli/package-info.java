/** The command line: one class a verb. May import everything; nothing imports it. */
package io.supernet.cli;
