package com.acme.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts and times of requests, and the memory of the process. */
final class Figures {

  private static final Path STATUS = Path.of("/proc/self/status");

  private final Map<Integer, LongAdder> counts = new ConcurrentHashMap<>();
  private final AtomicLongArray last = new AtomicLongArray(4096);
  private final AtomicLong answered = new AtomicLong();

  /** A request is answered. */
  void count(int status, long nanoseconds) {
    counts.computeIfAbsent(status, s -> new LongAdder()).increment();
    if (status == 200) {
      last.set((int) (answered.getAndIncrement() % last.length()), nanoseconds);
    }
  }

  /** How many requests were answered with each HTTP status. */
  Map<Integer, Long> counts() {
    Map<Integer, Long> sums = new TreeMap<>();
    counts.forEach((status, count) -> sums.put(status, count.sum()));
    return sums;
  }

  /** How many milliseconds this share of the last answers took at most; 0 before the first. */
  double milliseconds(double share) {
    long[] times = new long[(int) Math.min(answered.get(), last.length())];
    Arrays.setAll(times, last::get);
    Arrays.sort(times);
    return times.length == 0 ? 0 : times[(int) Math.ceil(share * times.length) - 1] / 1e6;
  }

  /** The memory of the process that is in RAM, in KiB, where the system tells: on Linux. */
  static OptionalLong residentKib() {
    if (!Files.exists(STATUS)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** The memory that Java objects take, garbage included, in KiB. */
  static long heapKib() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1024;
  }
}
