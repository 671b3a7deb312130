/** One exercise of a right, from receipt to answer. */
@NullMarked
package dev.lethe.service.request;

import org.jspecify.annotations.NullMarked;
