/** The independent probe of a lake: it trusts files, not the table that names them. */
@NullMarked
package dev.lethe.service.fanout.connector.lake.probe;

import org.jspecify.annotations.NullMarked;
