package dev.lethe.bench.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.bench.story.Report;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FloorsTest {

  private static final Floors FLOORS = new Floors(Map.of("a.f1", .9), Map.of("a.largest", 12.0));

  @Test
  void figuresWithinTheirBoundsKeepThePromise() {
    var report = new Report();
    report.put("a.f1", .9);
    report.put("a.largest", 12);
    FLOORS.hold(report);

    assertThat(report.kept()).isTrue();
  }

  @Test
  void aFigureBelowItsFloorOrAboveItsCeilingBreaksIt() {
    var low = new Report();
    low.put("a.f1", .89);
    FLOORS.hold(low);
    var large = new Report();
    large.put("a.largest", 13);
    FLOORS.hold(large);

    assertThat(low.kept()).isFalse();
    assertThat(large.kept()).isFalse();
  }

  @Test
  void setsThatWereNotRunDoNotCount() throws IOException {
    var report = new Report();
    Floors.read().hold(report);

    assertThat(report.kept()).isTrue();
  }

  @Test
  void everyShippedFloorIsOfASetThatIsEvaluated() throws IOException {
    var floors = Floors.read();

    assertThat(floors.atLeast().keySet()).contains("historical_50k.f1");
    assertThat(floors.atLeast().keySet())
        .allMatch(name -> IdentityEvaluation.SETS.contains(name.substring(0, name.indexOf('.'))));
    assertThat(floors.atMost().keySet())
        .allMatch(name -> IdentityEvaluation.SETS.contains(name.substring(0, name.indexOf('.'))));
  }
}
