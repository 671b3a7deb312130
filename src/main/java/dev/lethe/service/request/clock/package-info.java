/**
 * Statutory time limits: the laws' terms as data, counted in the law's own calendar and time zone.
 */
@NullMarked
package dev.lethe.service.request.clock;

import org.jspecify.annotations.NullMarked;
