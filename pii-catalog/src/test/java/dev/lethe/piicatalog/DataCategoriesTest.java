package dev.lethe.piicatalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DataCategoriesTest {

  @Test
  void fideslangShipsWithAllItsKeys() {
    assertThat(DataCategories.fideslang()).hasSize(85);
  }

  @Test
  void everyKeyHasAKnownParent() {
    assertThat(DataCategories.all())
        .filteredOn(key -> key.contains("."))
        .allSatisfy(key ->
            assertThat(DataCategories.known(key.substring(0, key.lastIndexOf('.')))).isTrue());
  }

  @Test
  void identityIsIdentifyingAndBehaviourIsNot() {
    assertThat(DataCategories.identifying("user.contact.email")).isTrue();
    assertThat(DataCategories.identifying("user")).isTrue();
    assertThat(DataCategories.identifying("user.unique_id.loyalty_id")).isTrue();
    assertThat(DataCategories.identifying("user.behavior.basket")).isFalse();
    assertThat(DataCategories.identifying("user.unique_id.pseudonymous")).isFalse();
    assertThat(DataCategories.identifying("system.operations")).isFalse();
    assertThat(DataCategories.personal("username")).isFalse();
  }
}
