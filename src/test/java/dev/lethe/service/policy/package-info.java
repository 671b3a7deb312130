/** Tests of the token policy. */
@NullMarked
package dev.lethe.service.policy;

import org.jspecify.annotations.NullMarked;
