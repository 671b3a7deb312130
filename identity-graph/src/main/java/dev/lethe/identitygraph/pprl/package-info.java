/** Matching with a partner without showing values: encodings (CLKs) and how they are compared. */
@NullMarked
package dev.lethe.identitygraph.pprl;

import org.jspecify.annotations.NullMarked;
