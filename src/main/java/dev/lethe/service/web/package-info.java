/** HTTP plumbing: problems, paging, idempotency. */
@NullMarked
package dev.lethe.service.web;

import org.jspecify.annotations.NullMarked;
