/** Child processes: how they are started, found again and ended. */
@NullMarked
package dev.lethe.standalone.process;

import org.jspecify.annotations.NullMarked;
