/**
 * Files that survive a kill or a full disk: the locked folder, files written whole or not at all,
 * journals, checkpoints. Imports text and the root package only.
 */
package io.supernet.storage;
