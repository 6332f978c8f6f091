package io.supernet.work;

import io.supernet.work.WorkFolder.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which workers are there, as one process sees it by its own clock. */
final class Presence {

  /** The last new sign of a worker, and when it was seen first. */
  private record Seen(long count, long at) {}

  private final WorkFolder folder;
  private final long lease;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Long>> steps = new ConcurrentHashMap<>();

  Presence(WorkFolder folder, Duration lease) {
    this.folder = folder;
    this.lease = lease.toNanos();
  }

  /** How far jobs are, by their names. */
  Map<String, Long> steps() {
    Map<String, Long> all = new HashMap<>();
    steps.values().forEach(all::putAll);
    return all;
  }

  /** How many workers have jobs or are looking for some. */
  int count() {
    return steps.size();
  }

  /**
   * Looks at all signs.
   *
   * @param claims all jobs that are claimed
   * @param now as {@link System#nanoTime}
   * @return those whose worker has given no new sign for longer than its lease
   */
  List<Entry> lost(List<Entry> claims, long now) {
    List<Sign> signs = folder.signs();
    steps.keySet().retainAll(signs.stream().map(Sign::who).toList());
    for (Sign sign : signs) {
      Seen before = seen.get(sign.who());
      if (before == null || before.count != sign.count()) {
        seen.put(sign.who(), new Seen(sign.count(), now));
        steps.put(sign.who(), sign.steps());
      } else if (now - before.at > lease) {
        steps.remove(sign.who());
      }
    }
    Set<String> there = new HashSet<>();
    signs.forEach(sign -> there.add(sign.who()));
    claims.forEach(claim -> there.add(claim.worker()));
    seen.keySet().retainAll(there);
    List<Entry> lost = new ArrayList<>();
    for (Entry claim : claims) {
      Seen last = seen.computeIfAbsent(claim.worker(), worker -> new Seen(-1, now));
      if (now - last.at > lease) {
        lost.add(claim);
      }
    }
    return lost;
  }
}
