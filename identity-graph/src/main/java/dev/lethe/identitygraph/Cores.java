package dev.lethe.identitygraph;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Work in chunks on all cores, where every core takes the next chunk as soon as it is free. */
public final class Cores {

  private Cores() {}

  /**
   * The result of every chunk, in order: the same on any number of cores, as long as that of a
   * chunk depends on its number alone.
   */
  public static <T> List<T> chunks(int chunks, IntFunction<T> work) {
    var results = new AtomicReferenceArray<T>(chunks);
    var next = new AtomicInteger();
    IntStream.rangeClosed(0, ForkJoinPool.getCommonPoolParallelism())
        .parallel()
        .forEach(core -> {
          for (var k = next.getAndIncrement(); k < chunks; k = next.getAndIncrement()) {
            results.set(k, work.apply(k));
          }
        });
    return IntStream.range(0, chunks).mapToObj(results::get).toList();
  }
}
