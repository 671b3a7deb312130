/** The port between Lethe and a target system. */
@NullMarked
package dev.lethe.service.fanout.connector;

import org.jspecify.annotations.NullMarked;
