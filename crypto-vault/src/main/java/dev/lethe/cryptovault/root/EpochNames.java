package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.Tenant;
import java.util.Collection;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How root keys are named in a store that others use too: {@code lethe.<tenant>.epoch.<number>},
 * with a random ending where the store lets two objects have one name. A mark {@code
 * lethe.<tenant>.destroyed.<number>} outlives the key and keeps its epoch from coming back.
 */
final class EpochNames {
  private final String prefix;
  private final Pattern ours;

  EpochNames(Tenant tenant) {
    this.prefix = "lethe." + plain(tenant) + ".";
    this.ours =
        Pattern.compile(
            Pattern.quote(prefix) + "(epoch|destroyed)\\.([0-9]{1,18})(\\.[0-9a-f]{16})?");
  }

  /** Letters and digits as they are, everything else as {@code _} and the hex of its bytes. */
  private static String plain(Tenant tenant) {
    var text = new StringBuilder();
    for (byte b : tenant.name().getBytes(UTF_8)) {
      boolean same = b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
      text.append(same ? String.valueOf((char) b) : "_%02x".formatted(b));
    }
    return text.toString();
  }

  String ofKey(long epoch) {
    return prefix + "epoch." + epoch;
  }

  String ofMark(long epoch) {
    return prefix + "destroyed." + epoch;
  }

  /** Finds ours among all names in the store. */
  Found find(Collection<String> all) {
    var found = new Found(new TreeMap<>(), new TreeMap<>());
    for (var name : all) {
      var match = ours.matcher(name);
      if (match.matches()) {
        var kind = match.group(1).equals("epoch") ? found.keys : found.marks;
        kind.computeIfAbsent(Long.valueOf(match.group(2)), n -> new TreeSet<>()).add(name);
      }
    }
    return found;
  }

  /** The names of keys and marks by epoch. */
  record Found(TreeMap<Long, TreeSet<String>> keys, TreeMap<Long, TreeSet<String>> marks) {
    /** Epochs that can be used; one whose destruction has begun is none of them. */
    TreeSet<Long> usable() {
      var epochs = new TreeSet<>(keys.keySet());
      epochs.removeAll(marks.keySet());
      return epochs;
    }

    Collection<String> namesOf(long epoch) {
      return keys.getOrDefault(epoch, new TreeSet<>());
    }

    boolean isOver(long epoch) {
      return !marks.isEmpty() && epoch <= marks.lastKey();
    }

    /** The name of the key to seal with. */
    String require(long epoch) {
      var held = keys.get(epoch);
      if (held != null && !marks.containsKey(epoch)) {
        return held.getFirst();
      }
      throw isOver(epoch)
          ? new RootKeyDestroyedException(epoch)
          : new RootKeyException("there is no root key for epoch " + epoch);
    }
  }
}
