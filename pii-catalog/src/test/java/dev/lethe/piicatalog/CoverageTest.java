package dev.lethe.piicatalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.piicatalog.Gap.Missing;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CoverageTest {

  private static final Target LAKE = new Target("lake", "lake");
  private static final Field KEY =
      field("profile", "user.unique_id.pseudonymous", "profile", Action.ERASE);

  @Test
  void fieldWithKeyActionAndConnectorIsCovered() {
    Coverage coverage = Coverage.of(List.of(LAKE), List.of(asset(KEY)));

    assertThat(coverage).isEqualTo(new Coverage(1, 1, List.of()));
  }

  @Test
  void fieldThatIsNotPersonalIsNotCounted() {
    Field field = field("n", "system.operations", null, null);

    assertThat(Coverage.of(List.of(), List.of(asset(field))))
        .isEqualTo(new Coverage(0, 0, List.of()));
  }

  @Test
  void everythingMissingIsAGapOfItsOwn() {
    Field field = field("email", "user.contact.email", null, null);

    Coverage coverage = Coverage.of(List.of(new Target("lake", null)), List.of(asset(field)));

    assertThat(coverage.gaps())
        .extracting(Gap::missing)
        .containsExactly(Missing.SUBJECT_KEY, Missing.ACTION, Missing.CONNECTOR);
    assertThat(coverage.coveredFields()).isZero();
  }

  @Test
  void oneGapDoesNotHideTheFieldsThatAreCovered() {
    Field bare = field("email", "user.contact.email", null, null);

    Coverage coverage = Coverage.of(List.of(LAKE), List.of(asset(KEY, bare)));

    assertThat(coverage.personalFields()).isEqualTo(2);
    assertThat(coverage.coveredFields()).isEqualTo(1);
    assertThat(coverage.gaps()).containsExactly(new Gap("lake", "events", "email", Missing.ACTION));
  }

  private static Asset asset(Field... fields) {
    return new Asset("lake", "events", "set", null, List.of(fields));
  }

  private static Field field(
      String path, String category, @Nullable String key, @Nullable Action action) {
    return new Field(
        path, new TreeSet<>(Set.of(category)), key, null, path, action, null, false, List.of());
  }
}
