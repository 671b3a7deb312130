/** Encoding a file for a partner and matching two encoded files, offline. */
@NullMarked
package dev.lethe.cli.pprl;

import org.jspecify.annotations.NullMarked;
