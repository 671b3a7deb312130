/** Tests of statutory time limits. */
@NullMarked
package dev.lethe.service.request.clock;

import org.jspecify.annotations.NullMarked;
