@NullMarked
package dev.lethe.cli.load;

import org.jspecify.annotations.NullMarked;
