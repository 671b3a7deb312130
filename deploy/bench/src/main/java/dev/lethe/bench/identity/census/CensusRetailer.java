package dev.lethe.bench.identity.census;

import dev.lethe.bench.identity.data.DataSet;
import dev.lethe.bench.identity.data.DataSetBuilder;
import dev.lethe.bench.identity.metrics.HardPairs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The census of 2020 as a retailer knows it, with the pairs of people who are hard to tell apart.
 *
 * @param set one to three profiles of everybody
 * @param twins of one household, surname and birth date
 * @param housemates of one household
 */
public record CensusRetailer(DataSet set, HardPairs twins, HardPairs housemates) {

  private static final int YEAR = 2020;
  private static final long SEED = 20261122;
  private static final List<String> SOURCES = List.of("web", "pos", "app");

  /** Reads the census and adds the slips, the same every time. */
  public static CensusRetailer read(String name, Path file) throws IOException {
    var residents = Census.read(file, YEAR);
    return new CensusRetailer(
        profiles(name, residents),
        pairs(
            residents,
            resident -> resident.household() + "|" + resident.family() + "|" + resident.born()),
        pairs(residents, Resident::household));
  }

  private static DataSet profiles(String name, List<Resident> residents) {
    var noise = new RetailNoise(SEED, residents);
    var random = new SplittableRandom(SEED);
    var set = new DataSetBuilder();
    for (var household : grouped(residents, CensusRetailer::home)) {
      var shared = noise.shared(household.getFirst());
      for (var resident : household) {
        var own = noise.own(resident);
        var first = random.nextInt(SOURCES.size());
        for (var n = random.nextInt(SOURCES.size()); n >= 0; n--) {
          var source = SOURCES.get((first + n) % SOURCES.size());
          set.add(source, "US", resident.id(), noise.profile(source, resident, own, shared));
        }
      }
    }
    return set.build(name, Set.of());
  }

  private static String home(Resident resident) {
    return resident.household().isEmpty() ? "alone " + resident.id() : resident.household();
  }

  private static HardPairs pairs(List<Resident> residents, Function<Resident, String> by) {
    var pairs = new HardPairs();
    var housed = residents.stream().filter(resident -> !resident.household().isEmpty()).toList();
    for (var group : grouped(housed, by)) {
      pairs.among(group.stream().map(Resident::id).toList());
    }
    return pairs;
  }

  private static Collection<List<Resident>> grouped(
      List<Resident> residents, Function<Resident, String> by) {
    var groups = new LinkedHashMap<String, List<Resident>>();
    residents.forEach(resident ->
        groups.computeIfAbsent(by.apply(resident), key -> new ArrayList<>()).add(resident));
    return groups.values();
  }
}
