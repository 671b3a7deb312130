package dev.lethe.bench.tokens;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What this thread has used: processor time tells more than a clock beside other work. */
record CpuTime(long nanos, long bytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static CpuTime now() {
    long thread = Thread.currentThread().threadId();
    return new CpuTime(THREADS.getThreadCpuTime(thread), THREADS.getThreadAllocatedBytes(thread));
  }

  CpuTime since(CpuTime begin) {
    return new CpuTime(nanos - begin.nanos, bytes - begin.bytes);
  }

  double microsEach(int count) {
    return nanos / 1e3 / count;
  }

  double nanosEach(int count) {
    return (double) nanos / count;
  }

  double bytesEach(int count) {
    return (double) bytes / count;
  }
}
