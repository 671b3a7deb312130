@NullMarked
package dev.lethe.bench.identity.speed;

import org.jspecify.annotations.NullMarked;
