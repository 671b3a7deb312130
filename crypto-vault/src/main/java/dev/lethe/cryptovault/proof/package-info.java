/**
 * Signed statements that a third party can check offline: canonical JSON, signatures, hash trees
 * and receipts.
 */
@NullMarked
package dev.lethe.cryptovault.proof;

import org.jspecify.annotations.NullMarked;
