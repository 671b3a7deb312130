/**
 * The part of Arrow's IPC stream (columnar format 1.x, metadata version 5) in which tables of texts
 * travel. Reads streams of strangers: everything is kept in arrays of the heap, and every length
 * and offset of a stream is checked before it is used.
 */
@NullMarked
package dev.lethe.cryptovault.arrow;

import org.jspecify.annotations.NullMarked;
