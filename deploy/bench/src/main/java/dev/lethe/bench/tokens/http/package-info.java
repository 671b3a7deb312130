/** How many values a running service tokenizes and reveals over HTTP. */
@NullMarked
package dev.lethe.bench.tokens.http;

import org.jspecify.annotations.NullMarked;
