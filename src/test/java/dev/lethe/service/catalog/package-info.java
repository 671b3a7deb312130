@NullMarked
package dev.lethe.service.catalog;

import org.jspecify.annotations.NullMarked;
