/** Tests of the engine, with targets in memory. */
@NullMarked
package dev.lethe.service.fanout;

import org.jspecify.annotations.NullMarked;
