/** The life of a request as a pure function: state and command in, new state and events out. */
@NullMarked
package dev.lethe.service.request.state;

import org.jspecify.annotations.NullMarked;
