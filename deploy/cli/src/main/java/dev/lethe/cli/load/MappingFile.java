package dev.lethe.cli.load;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping file as it is written; {@link Mapping} is what it means. */
record MappingFile(
    @Nullable String source,
    @JsonProperty("source_kind") @Nullable String sourceKind,
    @JsonProperty("duplicate_free") boolean duplicateFree,
    @JsonProperty("source_key") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable List<String> sourceKey,
    @Nullable String country,
    @Nullable String delimiter,
    @JsonProperty("date_formats") @Nullable List<String> dateFormats,
    @Nullable Map<String, String> where,
    @Nullable Map<String, Column> columns,
    @Nullable Map<String, String> constants) {

  /** Where a column goes, in the long form; a plain text is short for {@code to}. */
  record Column(
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> to,
      @JsonProperty("date_formats") @Nullable List<String> dateFormats,
      @Nullable String split) {

    Column(String to) {
      this(List.of(to), null, null);
    }
  }
}
