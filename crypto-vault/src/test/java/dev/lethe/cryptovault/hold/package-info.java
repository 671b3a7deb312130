@NullMarked
package dev.lethe.cryptovault.hold;

import org.jspecify.annotations.NullMarked;
