/** What people decide about data keys. */
@NullMarked
package dev.lethe.service.key;

import org.jspecify.annotations.NullMarked;
