@NullMarked
package dev.lethe.cli.api;

import org.jspecify.annotations.NullMarked;
