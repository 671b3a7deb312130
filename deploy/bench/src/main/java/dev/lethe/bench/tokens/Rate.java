package dev.lethe.bench.tokens;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;

/**
 * Values in a second, over rounds of a quarter of a second, after as much time to warm up.
 *
 * @param best of the rounds, by the clock: what a core does that nobody else uses meanwhile
 * @param median of the rounds, by the clock
 * @param perCpuSecond median of the rounds, by the time that this thread ran; collecting garbage is
 *     other threads' time
 * @param bytesPerValue garbage of this thread
 */
record Rate(long best, long median, long perCpuSecond, long bytesPerValue) {
  private static final long ROUND_NANOS = Duration.ofMillis(250).toNanos();
  private static final double NANOS = 1e9;

  private static final com.sun.management.ThreadMXBean THREAD =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Rate of(Work work, Duration time) {
    int rounds = (int) Math.max(1, time.toNanos() / ROUND_NANOS);
    for (int i = 0; i < rounds; i++) {
      round(work);
    }
    var perSecond = new double[rounds];
    var perCpuSecond = new double[rounds];
    var bytes = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      var round = round(work);
      perSecond[i] = round.values() * NANOS / round.nanos();
      perCpuSecond[i] = round.values() * NANOS / round.cpuNanos();
      bytes[i] = (double) round.bytes() / round.values();
    }
    Arrays.sort(perSecond);
    return new Rate(
        Math.round(perSecond[rounds - 1]),
        Math.round(perSecond[rounds / 2]),
        Math.round(median(perCpuSecond)),
        Math.round(median(bytes)));
  }

  private record Round(long values, long nanos, long cpuNanos, long bytes) {}

  private static Round round(Work work) {
    long bytes = THREAD.getCurrentThreadAllocatedBytes();
    long cpu = THREAD.getCurrentThreadCpuTime();
    long begun = System.nanoTime();
    long values = 0;
    while (System.nanoTime() - begun < ROUND_NANOS) {
      work.batch();
      values += Work.BATCH;
    }
    return new Round(
        values,
        System.nanoTime() - begun,
        THREAD.getCurrentThreadCpuTime() - cpu,
        THREAD.getCurrentThreadAllocatedBytes() - bytes);
  }

  private static double median(double[] figures) {
    var sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
