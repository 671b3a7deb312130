package dev.lethe.service.fanout.connector;

import java.util.List;
import java.util.Map;

/**
 * One asset of a target and how subjects are found in it.
 *
 * @param target name of the target
 * @param asset name of the asset as the target knows it: table, feature view, registered model
 * @param subjectKeyFields subject-key kind to the field that holds it
 * @param fields fields that hold personal data; empty means all of them
 * @param action what the plan says: erase, export or mark
 */
public record AssetRef(
    String target,
    String asset,
    Map<String, String> subjectKeyFields,
    List<String> fields,
    String action) {

  public AssetRef {
    subjectKeyFields = Map.copyOf(subjectKeyFields);
    fields = List.copyOf(fields);
  }
}
