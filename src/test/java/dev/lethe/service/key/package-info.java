/** Decisions about keys over HTTP. */
@NullMarked
package dev.lethe.service.key;

import org.jspecify.annotations.NullMarked;
