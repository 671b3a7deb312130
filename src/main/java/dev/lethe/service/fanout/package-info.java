/** Carries a plan out in every target, durably. */
@NullMarked
package dev.lethe.service.fanout;

import org.jspecify.annotations.NullMarked;
