/**
 * How surely a profile belongs to somebody who proved some data points, and what the law lets one
 * do with it.
 */
@NullMarked
package dev.lethe.identitygraph.confidence;

import org.jspecify.annotations.NullMarked;
