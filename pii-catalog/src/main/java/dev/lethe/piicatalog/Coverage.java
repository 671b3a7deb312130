package dev.lethe.piicatalog;

import static java.util.stream.Collectors.toMap;

import dev.lethe.piicatalog.Gap.Missing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which personal fields a request reaches. A field is covered when its asset has a subject key, the
 * field has an action and its target has a connector; each thing that is missing is a gap of its
 * own.
 */
public record Coverage(int personalFields, int coveredFields, List<Gap> gaps) {

  /** Copies the gaps. */
  public Coverage {
    gaps = List.copyOf(gaps);
  }

  /**
   * The coverage of these assets. An asset whose target is not among the targets has no connector.
   */
  public static Coverage of(Collection<Target> targets, Collection<Asset> assets) {
    Map<String, Target> byName = targets.stream().collect(toMap(Target::name, target -> target));
    List<Gap> gaps = new ArrayList<>();
    int personal = 0;
    int covered = 0;
    for (Asset asset : assets) {
      Target target = byName.get(asset.target());
      boolean connected = target != null && target.connector() != null;
      for (Field field : asset.personalFields()) {
        List<Gap> found = gaps(asset, field, connected);
        personal++;
        covered += found.isEmpty() ? 1 : 0;
        gaps.addAll(found);
      }
    }
    return new Coverage(personal, covered, gaps);
  }

  private static List<Gap> gaps(Asset asset, Field field, boolean connected) {
    List<Gap> found = new ArrayList<>();
    if (asset.subjectKeyFields().isEmpty()) {
      found.add(gap(asset, field, Missing.SUBJECT_KEY));
    }
    if (field.action() == null) {
      found.add(gap(asset, field, Missing.ACTION));
    }
    if (!connected) {
      found.add(gap(asset, field, Missing.CONNECTOR));
    }
    return found;
  }

  private static Gap gap(Asset asset, Field field, Missing missing) {
    return new Gap(asset.target(), asset.name(), field.path(), missing);
  }
}
