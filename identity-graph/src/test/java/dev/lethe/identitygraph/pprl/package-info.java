@NullMarked
package dev.lethe.identitygraph.pprl;

import org.jspecify.annotations.NullMarked;
