package dev.lethe.service.catalog;

import dev.lethe.piicatalog.Action;
import dev.lethe.piicatalog.Alphabet;
import dev.lethe.piicatalog.Asset;
import dev.lethe.piicatalog.Field;
import dev.lethe.piicatalog.Gap;
import dev.lethe.piicatalog.Retention;
import dev.lethe.piicatalog.TokenRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The catalog as the API shows it. */
final class CatalogViews {
  private CatalogViews() {}

  record TargetView(
      String name, @Nullable String connector, boolean connected, int assets, int personalFields) {}

  record AssetView(
      String target,
      String name,
      String dataset,
      @Nullable String description,
      int fields,
      int personalFields,
      Map<String, String> subjectKeys,
      List<String> actions) {

    static AssetView of(Asset asset) {
      return new AssetView(
          asset.target(),
          asset.name(),
          asset.dataset(),
          asset.description(),
          asset.fields().size(),
          asset.personalFields().size(),
          asset.subjectKeyFields(),
          asset.actions().stream().map(Action::spelling).toList());
    }
  }

  record RetentionView(String period, @Nullable String law) {
    static @Nullable RetentionView of(@Nullable Retention retention) {
      return retention == null
          ? null
          : new RetentionView(retention.period().toString(), retention.law());
    }
  }

  record FieldView(
      String target,
      String asset,
      String path,
      Set<String> categories,
      boolean personal,
      @Nullable String subjectKey,
      @Nullable Integer suite,
      @Nullable String alphabet,
      String fieldClass,
      @Nullable String action,
      @Nullable RetentionView retention,
      boolean primaryKey,
      List<Field.Reference> references) {

    static FieldView of(Asset asset, Field field) {
      TokenRule token = field.token();
      Alphabet alphabet = token == null ? null : token.alphabet();
      Action action = field.action();
      return new FieldView(
          asset.target(),
          asset.name(),
          field.path(),
          field.categories(),
          field.personal(),
          field.subjectKey(),
          token == null ? null : token.suite().number(),
          alphabet == null ? null : alphabet.spelling(),
          field.fieldClass(),
          action == null ? null : action.spelling(),
          RetentionView.of(field.retention()),
          field.primaryKey(),
          field.references());
    }
  }

  record GapView(String target, String asset, String field, String missing, String advice) {
    static GapView of(Gap gap) {
      return new GapView(
          gap.target(),
          gap.asset(),
          gap.field(),
          gap.missing().name().toLowerCase(Locale.ROOT),
          gap.missing().advice());
    }
  }

  /** One page of gaps, under the totals of the whole catalog. */
  record CoverageView(
      int personalFields, int coveredFields, List<GapView> items, @Nullable String next) {}

  /** What a file declared and changed. */
  record LoadedView(int targets, int assets, int fields, int streams, CatalogChange changes) {}
}
