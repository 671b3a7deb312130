/** Tests of degrees of confidence. */
@NullMarked
package dev.lethe.identitygraph.confidence;

import org.jspecify.annotations.NullMarked;
