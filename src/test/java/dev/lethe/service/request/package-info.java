/** Tests of requests. */
@NullMarked
package dev.lethe.service.request;

import org.jspecify.annotations.NullMarked;
