/** Who may tokenize and reveal what, what for, how much of it, and who decides beyond that. */
@NullMarked
package dev.lethe.service.policy;

import org.jspecify.annotations.NullMarked;
