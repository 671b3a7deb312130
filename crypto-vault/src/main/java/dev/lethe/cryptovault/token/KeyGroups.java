package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.KeyId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * A batch put in order of its keys: the keys it names, each once, and for each the places of its
 * items. Takes linear time and keeps the items of one key in their order.
 */
public record KeyGroups(List<KeyId> keys, List<int[]> places) {
  public static KeyGroups of(List<KeyId> keyOfItem) {
    var numbers = new HashMap<KeyId, Integer>();
    var keys = new ArrayList<KeyId>();
    var groupOfItem = new int[keyOfItem.size()];
    var sizes = new int[keyOfItem.size()];
    for (int i = 0; i < groupOfItem.length; i++) {
      var key = keyOfItem.get(i);
      var known = numbers.putIfAbsent(key, keys.size());
      if (known == null) {
        keys.add(key);
      }
      groupOfItem[i] = known == null ? keys.size() - 1 : known;
      sizes[groupOfItem[i]]++;
    }
    return new KeyGroups(keys, fill(keys.size(), sizes, groupOfItem));
  }

  private static List<int[]> fill(int groups, int[] sizes, int[] groupOfItem) {
    var places = new ArrayList<int[]>(groups);
    for (int group = 0; group < groups; group++) {
      places.add(new int[sizes[group]]);
    }
    var next = new int[groups];
    for (int i = 0; i < groupOfItem.length; i++) {
      int group = groupOfItem[i];
      places.get(group)[next[group]++] = i;
    }
    return places;
  }
}
