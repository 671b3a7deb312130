@NullMarked
package dev.lethe.identitygraph.cluster;

import org.jspecify.annotations.NullMarked;
