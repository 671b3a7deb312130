/**
 * What pipelines call: tokens for values, values for tokens, and whole events without people in
 * them.
 */
@NullMarked
package dev.lethe.service.token;

import org.jspecify.annotations.NullMarked;
