package dev.lethe.service.web;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a write that honours the {@code Idempotency-Key} header: repeated with the same key and
 * body by the same caller within a day it is not done again; the first answer is given again.
 *
 * <p>The answer is stored, so it must not hold personal data in clear.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {}
