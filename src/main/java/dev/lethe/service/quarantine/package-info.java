/**
 * Events of erased people that are held back, sealed, until new consent or the end of their time.
 */
@NullMarked
package dev.lethe.service.quarantine;

import org.jspecify.annotations.NullMarked;
