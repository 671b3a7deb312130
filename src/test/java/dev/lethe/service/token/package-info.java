/** Tokens and pseudonymised events over HTTP. */
@NullMarked
package dev.lethe.service.token;

import org.jspecify.annotations.NullMarked;
