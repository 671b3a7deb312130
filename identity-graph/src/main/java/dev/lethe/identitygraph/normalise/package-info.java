/** Raw values of a source become comparable ones, or are dropped with a reason. */
@NullMarked
package dev.lethe.identitygraph.normalise;

import org.jspecify.annotations.NullMarked;
