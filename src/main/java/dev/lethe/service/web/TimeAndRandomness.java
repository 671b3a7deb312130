package dev.lethe.service.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The one place where the service gets its time and its randomness from. */
@ApplicationScoped
class TimeAndRandomness {
  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }
}
