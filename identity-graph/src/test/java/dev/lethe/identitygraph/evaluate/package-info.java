/** Measures the shipped model on public data that lies outside the project. */
@NullMarked
package dev.lethe.identitygraph.evaluate;

import org.jspecify.annotations.NullMarked;
