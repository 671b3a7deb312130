package dev.lethe.bench.identity;

import dev.lethe.bench.retailer.Account;
import dev.lethe.bench.retailer.Retailer;
import dev.lethe.bench.stack.Settling;
import dev.lethe.bench.story.Report;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How fast profiles are added to a store that is filled first, once nothing waits to be settled:
 * one by one at a fixed rate ({@code add.p99_ms}), then in streams, as many as go through ({@code
 * add.profiles_per_s}, over all of a number of profiles of its own). Filling is no part of either.
 */
final class AddBench {
  private static final long SEED = 2026;
  private static final double ACCOUNTS_A_PERSON = 2.2;

  private final LetheApi pipeline;
  private final AddStreams streams;
  private final AddArrivals arrivals;
  private final Size size;
  private final PrintStream out;
  private final Report report = new Report();

  AddBench(LetheApi pipeline, Size size, PrintStream out) {
    this.pipeline = pipeline;
    this.streams = new AddStreams(pipeline, size.connections(), this::say);
    this.arrivals = new AddArrivals(pipeline, size.rate(), this::say);
    this.size = size;
    this.out = out;
  }

  /**
   * How much to do.
   *
   * @param profiles stored before anything is timed
   * @param rate single adds a second
   * @param warmUp seconds of single adds that are not timed: a fresh service is still compiling
   * @param seconds of single adds that are timed
   * @param streamed profiles added in streams, timed
   * @param connections streams at once
   */
  record Size(int profiles, int rate, int warmUp, int seconds, int streamed, int connections) {
    int all() {
      return profiles + rate * (warmUp + seconds) + streamed;
    }
  }

  Report run() throws ApiException, IOException, InterruptedException {
    for (String source : List.of("pos", "web", "app", "anonymous")) {
      pipeline.put("/api/v1/sources/" + source, Map.of("kind", "other", "duplicate_free", false));
    }
    Iterator<Account> accounts = accounts().iterator();
    report.put("add.stored", size.profiles());
    report.put("add.load_seconds", streams.add(next(accounts, size.profiles())));
    awaitSettled();
    say("%,d adds a second, one by one".formatted(size.rate()));
    arrivals.add(next(accounts, size.rate() * size.warmUp()));
    arrivals.add(next(accounts, size.rate() * size.seconds())).report(report);
    say("%,d profiles in %d streams".formatted(size.streamed(), size.connections()));
    double seconds = streams.add(next(accounts, size.streamed()));
    report.put("add.profiles_per_s", size.streamed() / seconds);
    return report;
  }

  private List<Account> accounts() {
    int people = (int) (size.all() / ACCOUNTS_A_PERSON);
    List<Account> accounts = Retailer.of(SEED, people).accounts();
    while (accounts.size() < size.all()) {
      people += people / 10 + 1;
      accounts = Retailer.of(SEED, people).accounts();
    }
    say("%,d accounts of %,d people".formatted(accounts.size(), people));
    return accounts;
  }

  private static List<Account> next(Iterator<Account> accounts, int count) {
    List<Account> some = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      some.add(accounts.next());
    }
    return some;
  }

  /** A pass reads everybody; it has its own figures, and none starts again while adds go on. */
  private void awaitSettled() throws ApiException {
    double seconds = Settling.await(pipeline);
    say("settled %,.0f s after loading".formatted(seconds));
    report.put("add.settle_wait_seconds", seconds);
  }

  private void say(String words) {
    out.println(String.format(Locale.ROOT, "  %s", words));
    out.flush();
  }
}
