/** Tests of canonical JSON, signatures, hash trees and receipts. */
@NullMarked
package dev.lethe.cryptovault.proof;

import org.jspecify.annotations.NullMarked;
