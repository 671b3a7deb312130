package dev.lethe.standalone.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The loopback ports of all parts; always within the range that TCP allows. */
public record Ports(int service, int keycloak, int postgres, int redis, int models) {

  /** The usual ports, each moved up by the offset. */
  public static Ports shiftedBy(int offset) {
    if (offset < 0 || 16379 + offset > 65535) {
      throw new LaunchException(
          "The port offset must lie between 0 and 49156, not " + offset + ".");
    }
    return new Ports(8080 + offset, 8180 + offset, 15432 + offset, 16379 + offset, 15000 + offset);
  }

  /** Every port under the name of the part that listens there. */
  public SequencedMap<String, Integer> byPart() {
    var named = new LinkedHashMap<String, Integer>();
    named.put("service", service);
    named.put("keycloak", keycloak);
    named.put("postgres", postgres);
    named.put("redis", redis);
    named.put("mlflow", models);
    return named;
  }

  /** Refuses with one sentence when another program listens on any of the ports. */
  public void requireFree() {
    for (Map.Entry<String, Integer> entry : byPart().entrySet()) {
      if (isBusy(entry.getValue())) {
        throw new LaunchException(
            "Port %d, wanted for %s, is in use by another program. Stop that program, or shift all ports: make run PORT_OFFSET=100"
                .formatted(entry.getValue(), entry.getKey()));
      }
    }
  }

  static boolean isBusy(int port) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
