/** Profiles, links and customers: ingest, resolution and explanation. */
@NullMarked
package dev.lethe.service.identity;

import org.jspecify.annotations.NullMarked;
