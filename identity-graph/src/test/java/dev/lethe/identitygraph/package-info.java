@NullMarked
package dev.lethe.identitygraph;

import org.jspecify.annotations.NullMarked;
