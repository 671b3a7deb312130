@NullMarked
package dev.lethe.service.identity;

import org.jspecify.annotations.NullMarked;
