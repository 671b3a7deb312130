package dev.lethe.standalone.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeOffsetTest {
  @TempDir private Path cache;

  @Test
  void noPortIsGivenTwiceBeforeItIsBound() throws IOException {
    Set<Integer> given = new HashSet<>();
    for (int run = 0; run < 12; run++) {
      List<Integer> ports =
          List.copyOf(Ports.shiftedBy(FreeOffset.reserve(cache)).byPart().values());

      assertThat(ports).noneMatch(Ports::isBusy).noneMatch(given::contains);
      given.addAll(ports);
    }
  }
}
