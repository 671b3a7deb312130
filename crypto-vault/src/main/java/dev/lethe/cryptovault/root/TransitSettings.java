package dev.lethe.cryptovault.root;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a transit engine of OpenBao or Vault is found.
 *
 * @param address such as {@code https://bao.example:8200}; plain http only to this machine
 * @param mount where the engine is mounted, such as {@code transit}
 * @param namespace of the server, where it has any
 * @param tokenFile holds the access token; read again when the server refuses it, so that an agent
 *     can replace it
 * @param authorities certificates (PEM) that the server's has to come from; empty: Java's own
 * @param timeout of one request
 */
public record TransitSettings(
    URI address,
    String mount,
    Optional<String> namespace,
    Path tokenFile,
    Optional<Path> authorities,
    Duration timeout) {
  private static final String PATH = "[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*";

  public TransitSettings {
    if (!"https".equals(address.getScheme()) && !isLocal(address)) {
      throw new IllegalArgumentException("a transit server on another machine needs https");
    }
    if (!mount.matches(PATH) || !namespace.orElse("x").matches(PATH)) {
      throw new IllegalArgumentException("mount and namespace are paths such as team/transit");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the timeout of a transit server is more than zero");
    }
  }

  private static boolean isLocal(URI address) {
    var host = String.valueOf(address.getHost());
    return "http".equals(address.getScheme())
        && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
  }
}
