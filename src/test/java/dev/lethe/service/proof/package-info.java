/** Tests of the log and of receipts. */
@NullMarked
package dev.lethe.service.proof;

import org.jspecify.annotations.NullMarked;
