@NullMarked
package dev.lethe.identitygraph.block;

import org.jspecify.annotations.NullMarked;
