/** Tokens: values sealed under a data key, and the ciphers behind each suite. */
@NullMarked
package dev.lethe.cryptovault.token;

import org.jspecify.annotations.NullMarked;
