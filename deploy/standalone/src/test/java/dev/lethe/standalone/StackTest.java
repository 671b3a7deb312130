package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.standalone.home.LaunchException;
import dev.lethe.standalone.part.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class StackTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void theServiceStartsAfterItsStoresAndStopsBeforeThem() {
    Stack stack = stack(new Recorded("Keycloak", false), new Recorded("MLflow", false));

    stack.start();
    stack.stop();

    assertThat(events)
        .containsSubsequence("start PostgreSQL", "start Lethe", "stop Lethe", "stop PostgreSQL")
        .containsSubsequence("start Redis", "start Lethe", "stop Lethe", "stop Redis")
        .endsWith("stop PostgreSQL");
    assertThat(text()).contains("PostgreSQL  ready").contains("PostgreSQL  stopped");
  }

  @Test
  void thePartThatFailsEndsTheStartWithItsSentence() {
    Stack stack = stack(new Recorded("Keycloak", true), new Recorded("MLflow", false));

    assertThatThrownBy(stack::start)
        .isInstanceOf(LaunchException.class)
        .hasMessage("Keycloak could not be started: no room");
  }

  @Test
  void anAbsentPartIsToldAndTheOthersGoOn() {
    Stack stack = stack(new Recorded("Keycloak", false), new AbsentModels());

    stack.start();

    assertThat(text()).contains("MLflow      absent").contains("no Python here");
    assertThat(events).contains("start Lethe");
  }

  private Stack stack(Part signIn, Part models) {
    var out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    return new Stack(
        new Recorded("PostgreSQL", false),
        new Recorded("Redis", false),
        new Recorded("Lethe", false),
        signIn,
        models,
        new Console(out, false));
  }

  private String text() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  private final class Recorded implements Part {
    private final String name;
    private final boolean failing;

    Recorded(String name, boolean failing) {
      this.name = name;
      this.failing = failing;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Outcome start() throws IOException {
      if (failing) {
        throw new IOException("no room");
      }
      events.add("start " + name);
      return new Ready("somewhere");
    }

    @Override
    public void stop() {
      events.add("stop " + name);
    }
  }

  private static final class AbsentModels implements Part {
    @Override
    public String name() {
      return "MLflow";
    }

    @Override
    public Outcome start() {
      return new Absent("no Python here");
    }

    @Override
    public void stop() {}
  }
}
