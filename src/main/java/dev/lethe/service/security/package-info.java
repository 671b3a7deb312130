/** Permissions and callers. */
@NullMarked
package dev.lethe.service.security;

import org.jspecify.annotations.NullMarked;
