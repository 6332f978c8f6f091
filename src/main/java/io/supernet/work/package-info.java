/**
 * Jobs that any machine can do which sees the folder of a run, and who does them: processes of this
 * machine, or workers that share the folder. Knows nothing of networks.
 */
@NullMarked
package io.supernet.work;

import org.jspecify.annotations.NullMarked;
