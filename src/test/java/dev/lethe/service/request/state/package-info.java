/** Tests of the state machine. */
@NullMarked
package dev.lethe.service.request.state;

import org.jspecify.annotations.NullMarked;
