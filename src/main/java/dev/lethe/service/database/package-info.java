/** Statements on the service's databases. */
@NullMarked
package dev.lethe.service.database;

import org.jspecify.annotations.NullMarked;
