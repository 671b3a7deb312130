/** How strongly two profiles speak for one person, in bits. */
@NullMarked
package dev.lethe.identitygraph.score;

import org.jspecify.annotations.NullMarked;
