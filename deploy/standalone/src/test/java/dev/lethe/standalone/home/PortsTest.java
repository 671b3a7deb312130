package dev.lethe.standalone.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
  @Test
  void aBusyPortIsNamedWithItsPartAndAWayOut() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int busy = other.getLocalPort();
      var ports = new Ports(free(), busy, free(), free(), free());

      assertThatThrownBy(ports::requireFree)
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("Port " + busy + ", wanted for keycloak, is in use")
          .hasMessageContaining("make run PORT_OFFSET=100");
    }
  }

  @Test
  void aProgramOnEveryAddressKeepsThePortBusy() throws IOException {
    try (var other = new ServerSocket(0)) {
      assertThat(Ports.isBusy(other.getLocalPort())).isTrue();
    }
  }

  @Test
  void freePortsPass() throws IOException {
    new Ports(free(), free(), free(), free(), free()).requireFree();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 49_157, 70_000})
  void offsetsOutOfRangeAreRefused(int offset) {
    assertThatThrownBy(() -> Ports.shiftedBy(offset)).hasMessageContaining("not " + offset);
  }

  private static int free() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
