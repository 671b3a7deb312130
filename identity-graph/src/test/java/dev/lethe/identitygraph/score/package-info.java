@NullMarked
package dev.lethe.identitygraph.score;

import org.jspecify.annotations.NullMarked;
