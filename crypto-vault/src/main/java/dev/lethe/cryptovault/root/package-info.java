/** The root keys, one an epoch: the only things from which something has to be truly erased. */
@NullMarked
package dev.lethe.cryptovault.root;

import org.jspecify.annotations.NullMarked;
