/** What keys, tokens and statements have in common: names of keys, secrets, failures. */
@NullMarked
package dev.lethe.cryptovault;

import org.jspecify.annotations.NullMarked;
