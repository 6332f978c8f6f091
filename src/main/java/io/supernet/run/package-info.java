/**
 * What a run keeps on disk and how it survives a kill or a full disk: the locked folder, files
 * written whole or not at all, journals, checkpoints. Imports the root package only; no TensorFlow.
 */
package io.supernet.run;
