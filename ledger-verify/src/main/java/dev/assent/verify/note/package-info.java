/** Signed notes and checkpoints, from C2SP signed-note and tlog-checkpoint. */
@NullMarked
package dev.assent.verify.note;

import org.jspecify.annotations.NullMarked;
