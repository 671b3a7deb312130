package dev.lethe.service.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * An access package as a page that needs nothing else: no script, no style from elsewhere, every
 * value escaped.
 */
final class PackagePage {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;"
          + "background:#fff}table{border-collapse:collapse;width:100%;margin:0 0 2rem;display:block;"
          + "overflow-x:auto}th,td{border:1px solid #8a919c;padding:.35rem .6rem;text-align:left;"
          + "vertical-align:top}th{background:#eef1f4}h2{margin-top:2.5rem}";

  private final StringBuilder out = new StringBuilder();

  private PackagePage() {}

  static String html(JsonNode content) {
    PackagePage page = new PackagePage();
    page.write(content);
    return page.out.toString();
  }

  private void write(JsonNode content) {
    String title = "Your data, request " + content.path("request").asText();
    out.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("style-src 'unsafe-inline'\"><title>");
    text(title);
    out.append("</title><style>").append(STYLE).append("</style></head><body><main><h1>");
    text(title);
    out.append("</h1><p>Received ");
    text(content.path("received_at").asText());
    out.append(", answered ");
    text(content.path("made_at").asText());
    out.append(".</p>");
    content.path("profiles").forEach(this::profile);
    content.path("systems").forEach(this::system);
    out.append("</main></body></html>");
  }

  private void profile(JsonNode profile) {
    heading("Record in " + profile.path("source").asText());
    out.append("<table><tbody>");
    row("source key", profile.path("source_key"));
    for (Map.Entry<String, JsonNode> attribute : profile.path("attributes").properties()) {
      row(attribute.getKey(), attribute.getValue());
    }
    out.append("</tbody></table>");
  }

  private void system(JsonNode system) {
    JsonNode records = system.path("records");
    heading(system.path("target").asText() + ": " + system.path("asset").asText());
    if (records.isEmpty()) {
      out.append("<p>Nothing is held here.</p>");
      return;
    }
    Set<String> columns = new LinkedHashSet<>();
    records.forEach(record -> record.fieldNames().forEachRemaining(columns::add));
    out.append("<table><thead><tr>");
    columns.forEach(column -> cell("th", " scope=\"col\"", column));
    out.append("</tr></thead><tbody>");
    for (JsonNode record : records) {
      out.append("<tr>");
      columns.forEach(column -> cell("td", "", plain(record.path(column))));
      out.append("</tr>");
    }
    out.append("</tbody></table>");
  }

  private void heading(String words) {
    out.append("<h2>");
    text(words);
    out.append("</h2>");
  }

  private void row(String name, JsonNode value) {
    out.append("<tr>");
    cell("th", " scope=\"row\"", name.replace('_', ' '));
    cell("td", "", plain(value));
    out.append("</tr>");
  }

  private void cell(String tag, String attributes, String words) {
    out.append('<').append(tag).append(attributes).append('>');
    text(words);
    out.append("</").append(tag).append('>');
  }

  private static String plain(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private void text(String words) {
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}
