/** Decisions about keys over HTTP. */
@NullMarked
package dev.lethe.service.quarantine;

import org.jspecify.annotations.NullMarked;
