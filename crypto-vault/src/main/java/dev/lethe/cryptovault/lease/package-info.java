/** Opened keys, kept outside the Java heap for as long as this process may use them. */
@NullMarked
package dev.lethe.cryptovault.lease;

import org.jspecify.annotations.NullMarked;
