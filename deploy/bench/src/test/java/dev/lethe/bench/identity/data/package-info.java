@NullMarked
package dev.lethe.bench.identity.data;

import org.jspecify.annotations.NullMarked;
