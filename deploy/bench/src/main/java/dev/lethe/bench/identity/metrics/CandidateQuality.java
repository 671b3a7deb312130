package dev.lethe.bench.identity.metrics;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.CandidatePairs;
import java.util.List;

/**
 * What blocking leaves to be found.
 *
 * @param count pairs to compare
 * @param recall of the pairs that are one person, the share among them; 1 where there are none
 */
public record CandidateQuality(int count, double recall) {

  /** Measures candidates; {@code ids} are the profiles by the candidates' positions. */
  public static CandidateQuality of(List<ProfileId> ids, CandidatePairs pairs, Truth truth) {
    var people = ids.stream().map(truth::person).toList();
    long found = 0;
    for (var k = 0; k < pairs.size(); k++) {
      found += people.get(pairs.first(k)).equals(people.get(pairs.second(k))) ? 1 : 0;
    }
    var wanted = Counts.pairs(truth.sizes());
    return new CandidateQuality(pairs.size(), wanted == 0 ? 1 : (double) found / wanted);
  }
}
