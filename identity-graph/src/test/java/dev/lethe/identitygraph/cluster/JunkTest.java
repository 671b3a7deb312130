package dev.lethe.identitygraph.cluster;

import static dev.lethe.identitygraph.Raw.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.Raw;
import dev.lethe.identitygraph.score.Frequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people type who do not want to say who they are links nobody. */
class JunkTest {
  private final Resolver resolver =
      new Resolver(new Scorer(Model.shipped(), Frequencies.none()), Settings.RESOLVE);

  static Stream<Raw> junk() {
    var huge = "x".repeat(5_000);
    return Stream.of(
        raw(),
        raw().name("", "").full(" ").email("").phone(""),
        raw().name("N/A", "N/A").full("n/a").email("N/A").phone("N/A").born("N/A").loyalty("N/A"),
        raw().name("Test", "Test").email("test@test.com").born("1900-01-01"),
        raw().name("😀😀", "🎉").full("😀").loyalty("😀").address("😀", "😀", "😀"),
        raw().name(huge, huge).full(huge).email(huge + "@web.de").phone(huge).loyalty(huge),
        raw().born("1980-02-30").phone("0000000000").address(huge, huge, huge),
        raw().born("0000-00-00").full("unknown").loyalty("0000000"),
        raw().name("\u202e\u200f", "\u202b").full("\u202e").email("\u202e@\u202e"),
        raw().full("null").email("noreply@web.de").phone("1234567890").born("2980-01-01"));
  }

  @ParameterizedTest
  @MethodSource("junk")
  void twentyProfilesOfTheSameJunkAreTwentyCustomers(Raw junk) {
    assertApart(profiles(junk, 20));
  }

  @Test
  void junkOfEveryKindTogetherLinksNobody() {
    var all = new ArrayList<Profile>();
    junk().forEach(junk -> all.addAll(profiles(junk, 3)));
    for (int i = 0; i < all.size(); i++) {
      all.set(i, new Profile(id(i), "source", all.get(i).attributes()));
    }
    assertApart(all);
  }

  @Test
  void namesFromRightToLeftAreNamesLikeOthers() {
    var ahmed = raw().name("أحمد", "الفارسي").born("1980-05-01");
    var same = List.of(profile(1, ahmed), profile(2, ahmed));
    assertThat(resolver.resolve(same, Constraints.NONE).clusters()).hasSize(1);
    assertApart(
        List.of(profile(1, ahmed), profile(2, raw().name("יוסף", "כהן").born("1980-05-01"))));
  }

  private void assertApart(List<Profile> profiles) {
    var resolution = resolver.resolve(profiles, Constraints.NONE);
    assertThat(resolution.clusters()).hasSameSizeAs(profiles);
    assertThat(resolution.links()).isEmpty();
    assertThat(resolution.doubts()).isEmpty();
  }

  private static List<Profile> profiles(Raw raw, int count) {
    var profiles = new ArrayList<Profile>();
    for (int i = 0; i < count; i++) {
      profiles.add(profile(i, raw));
    }
    return profiles;
  }

  private static Profile profile(int number, Raw raw) {
    return new Profile(id(number), "source", raw.attributes());
  }

  private static ProfileId id(int number) {
    return new ProfileId(new UUID(5, number));
  }
}
