package dev.lethe.cryptovault.root;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.Tenant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochNamesTest {
  @Test
  void tenantsNeverShareANameAndNamesStayPlain() {
    var tenants = List.of("a", "A", "a b", "a_20b", "a.b", "ä", "a/b", "_", "__", "5f");
    var names = new HashSet<String>();
    for (var tenant : tenants) {
      var name = new EpochNames(new Tenant(tenant)).ofKey(7);
      assertThat(name).matches("lethe[.][A-Za-z0-9_]+[.]epoch[.]7");
      names.add(name);
    }
    assertThat(names).hasSameSizeAs(tenants);
  }

  @Test
  void onlyOurNamesAreFound() {
    var names = new EpochNames(new Tenant("a"));
    var found =
        names.find(
            List.of(
                "lethe.a.epoch.3",
                "lethe.a.epoch.4.0123456789abcdef",
                "lethe.a.epoch.4.1123456789abcdef",
                "lethe.a.destroyed.2",
                "lethe.a.epoch.x",
                "lethe.a.epoch.3.backup",
                "lethe.aa.epoch.5",
                "xlethe.a.epoch.6",
                "lethe.a.epoch.99999999999999999999"));
    assertThat(found.usable()).containsExactly(3L, 4L);
    assertThat(found.namesOf(4)).hasSize(2);
    assertThat(found.isOver(2)).isTrue();
    assertThat(found.isOver(3)).isFalse();
  }

  @Test
  void markOfTheSameEpochMakesItUnusable() {
    var names = new EpochNames(new Tenant("a"));
    var found = names.find(List.of("lethe.a.epoch.3", "lethe.a.epoch.4", "lethe.a.destroyed.4"));
    assertThat(found.usable()).containsExactly(3L);
  }
}
