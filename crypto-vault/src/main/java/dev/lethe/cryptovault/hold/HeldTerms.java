package dev.lethe.cryptovault.hold;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.proof.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What a file of held keys says of itself, as another vault needs it. Who says it, the signature
 * around the file tells, which is not checked here.
 *
 * @param export the export's id in the vault that the keys come from
 * @param tenant to whom tokens under these keys are bound
 * @param expiresAt until when the recipient may use them
 * @param families which keys are one profile's; each key of the file in exactly one of them
 */
public record HeldTerms(
    String export, String tenant, Instant exportedAt, Instant expiresAt, List<Family> families) {
  public HeldTerms {
    families = List.copyOf(families);
  }

  /**
   * The keys that one profile had.
   *
   * @param profile its id in the vault that the keys come from
   * @param keys the first one names the family
   */
  public record Family(String profile, List<KeyId> keys) {
    public Family {
      keys = List.copyOf(keys);
    }

    private Json toJson() {
      return Json.object()
          .put("profile", profile)
          .put("keys", Json.array(keys.stream().map(key -> Json.of(key.toString())).toList()))
          .build();
    }
  }

  /** Families as they stand in the terms, under {@code families}. */
  public static Json.Arr toJson(List<Family> families) {
    return Json.array(families.stream().map(Family::toJson).toList());
  }

  /**
   * Reads the terms of a file.
   *
   * @throws HoldException when something is missing, or the families are not the file's keys
   */
  public static HeldTerms of(Json.Obj file) {
    var terms = HeldKeys.terms(file);
    var families = new ArrayList<Family>();
    var all = new ArrayList<KeyId>();
    for (var one : Members.objects(terms, "families")) {
      var family = new Family(Members.text(one, "profile"), Members.keys(one, "keys"));
      families.add(family);
      all.addAll(family.keys());
    }
    var ids = HeldKeys.ids(file);
    if (all.size() != ids.size() || !new HashSet<>(all).equals(new HashSet<>(ids))) {
      throw new HoldException("the families of the file are not its keys, each once");
    }
    return new HeldTerms(
        Members.text(terms, "export"),
        Members.text(terms, "tenant"),
        Members.moment(terms, "exported_at"),
        Members.moment(terms, "expires_at"),
        families);
  }
}
