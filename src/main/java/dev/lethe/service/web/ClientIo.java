package dev.lethe.service.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/** Tells trouble of the connection to a client from all other trouble. */
final class ClientIo {
  /** Who reads bodies from clients and writes answers to them. */
  private static final Set<String> ENDS =
      Set.of(
          "org.jboss.resteasy.reactive.server.vertx.VertxInputStream",
          "io.quarkus.vertx.utils.VertxOutputStream");

  private ClientIo() {}

  /**
   * Whether an exception comes from reading a body or writing an answer: the client has gone, and
   * nothing is wrong here. Other connections fail with the same types, so the types tell nothing.
   */
  static boolean failed(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof IOException
          && Arrays.stream(t.getStackTrace()).anyMatch(at -> ENDS.contains(at.getClassName()))) {
        return true;
      }
    }
    return false;
  }
}
