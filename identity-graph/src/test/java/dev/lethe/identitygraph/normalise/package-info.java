@NullMarked
package dev.lethe.identitygraph.normalise;

import org.jspecify.annotations.NullMarked;
