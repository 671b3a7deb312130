/** Learns from unlabelled profiles what each level of agreement is worth. */
@NullMarked
package dev.lethe.identitygraph.train;

import org.jspecify.annotations.NullMarked;
