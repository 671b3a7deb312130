package dev.lethe.bench.identity.speed;

import dev.lethe.bench.identity.Resolving;
import dev.lethe.bench.identity.data.RawProfile;
import dev.lethe.bench.option.CrowdSize;
import dev.lethe.bench.retailer.crowd.Crowd;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.train.KnownCustomers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains the model that ships, on made-up retail profiles and whom they were made of. Aliases are
 * left out, since made-up names teach none.
 */
@Command(
    name = "retail-model",
    mixinStandardHelpOptions = true,
    description = "Trains the model that ships on made-up retail profiles.")
public final class RetailModelCommand implements Callable<Integer> {

  @Mixin private final CrowdSize size = new CrowdSize(100_000, 7);

  @Option(names = "--id", required = true, description = "The id of the new model.")
  private String id = "";

  @Option(names = "--out", required = true, paramLabel = "JSON", description = "Where it goes.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    var raw = new ArrayList<RawProfile>(size.profiles());
    var customers = new TreeMap<Integer, List<ProfileId>>();
    Crowd.make(
        size.seed(),
        size.profiles(),
        profile -> {
          raw.add(new RawProfile(profile.id(), profile.source(), "US", profile.attributes()));
          customers.computeIfAbsent(profile.person(), p -> new ArrayList<>()).add(profile.id());
        });
    var trained =
        new KnownCustomers(Model.believed(), size.seed())
            .train(Resolving.normalised(raw), customers.values(), id);
    try (var file = Files.newOutputStream(out)) {
      trained.write(file);
    }
    return 0;
  }
}
