/** How fast the identity graph is, without a stack. */
@NullMarked
package dev.lethe.bench.identity.speed;

import org.jspecify.annotations.NullMarked;
