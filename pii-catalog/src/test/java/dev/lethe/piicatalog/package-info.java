@NullMarked
package dev.lethe.piicatalog;

import org.jspecify.annotations.NullMarked;
