/** What the tests share: real servers and signed-in callers. */
@NullMarked
package dev.lethe.service.testing;

import org.jspecify.annotations.NullMarked;
