/** The audit log and the receipts. */
@NullMarked
package dev.lethe.service.proof;

import org.jspecify.annotations.NullMarked;
