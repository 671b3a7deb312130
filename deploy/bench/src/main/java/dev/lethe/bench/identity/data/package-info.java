/**
 * Labelled data: files and made-up noise become profiles on one side and their truth on the other.
 */
@NullMarked
package dev.lethe.bench.identity.data;

import org.jspecify.annotations.NullMarked;
