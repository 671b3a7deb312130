package dev.lethe.standalone.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final Map<String, String> NOTHING_SET = Map.of("HOME", "/home/someone");

  @Test
  void defaultsKeepTheDataInTheProject() {
    Options options = Options.parse(List.of("--project", "/srv/lethe"), NOTHING_SET);

    assertThat(options.command()).isEqualTo(Options.Command.RUN);
    assertThat(options.home()).isEqualTo(Path.of("/srv/lethe/.lethe"));
    assertThat(options.cache()).isEqualTo(Path.of("/home/someone/.cache/lethe"));
    assertThat(options.ports().service()).isEqualTo(8080);
    assertThat(options.readyFile()).isNull();
    assertThat(options.seed()).isTrue();
  }

  @Test
  void environmentChoosesHomeAndPorts() {
    var env = Map.of("LETHE_HOME", "/data", "LETHE_PORT_OFFSET", "200", "LETHE_SEED", "0");

    Options options = Options.parse(List.of("stop"), env);

    assertThat(options.command()).isEqualTo(Options.Command.STOP);
    assertThat(options.home()).isEqualTo(Path.of("/data"));
    assertThat(options.ports()).isEqualTo(new Ports(8280, 8380, 15632, 16579, 15200));
    assertThat(options.seed()).isFalse();
  }

  @Test
  void commandLineWinsOverEnvironment() {
    var env = Map.of("LETHE_HOME", "/data", "LETHE_PORT_OFFSET", "200");

    Options options =
        Options.parse(List.of("--home", "/other", "--port-offset", "7", "--throwaway"), env);

    assertThat(options.home()).isEqualTo(Path.of("/other"));
    assertThat(options.portOffset()).isEqualTo(7);
    assertThat(options.throwaway()).isTrue();
  }

  @Test
  void aStackWithoutTheServiceIsNotSeeded() {
    assertThat(Options.parse(List.of("--without-service"), NOTHING_SET).seed()).isFalse();
  }

  @Test
  void unknownWordsAndMissingValuesAreRefusedByName() {
    assertThatThrownBy(() -> Options.parse(List.of("--prot-offset"), NOTHING_SET))
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith("Unknown option: --prot-offset");
    assertThatThrownBy(() -> Options.parse(List.of("--home"), NOTHING_SET))
        .hasMessageStartingWith("The option --home needs a value.");
    assertThatThrownBy(() -> Options.parse(List.of("--port-offset", "many"), NOTHING_SET))
        .hasMessage("The port offset must be a number, not 'many'.");
  }
}
