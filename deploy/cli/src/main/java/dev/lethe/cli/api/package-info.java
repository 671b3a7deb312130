/** The client side of Lethe's HTTP API. */
@NullMarked
package dev.lethe.cli.api;

import org.jspecify.annotations.NullMarked;
