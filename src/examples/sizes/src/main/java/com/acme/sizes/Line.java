package com.acme.sizes;

import io.supernet.export.Predictor;
import io.supernet.export.SizePolicy;
import io.supernet.export.SizePolicy.Choice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests in the order of their deadlines, and the thread that answers them: as many at once, and
 * in the size, as a policy chooses from how many images wait and how long the first may wait yet.
 */
final class Line implements AutoCloseable {

  private static final int MOST_REQUESTS = 256;

  /** This share of the time for an answer is kept for all that is not the model. */
  private static final double RESERVE = 0.1;

  /**
   * What a request is answered.
   *
   * @param size that answered
   * @param classes of its images
   */
  record Answer(String size, List<String> classes) {}

  /**
   * A request.
   *
   * @param size that it asks for; empty if the policy chooses
   * @param deadline as {@link System#nanoTime} counts
   */
  private record Waiting(
      List<byte[]> images, String size, long deadline, CompletableFuture<Answer> answer) {}

  private final Predictor model;
  private final SizePolicy policy;
  private final Duration objective;
  private final BlockingQueue<Waiting> line = new LinkedBlockingQueue<>(MOST_REQUESTS);
  private final AtomicInteger images = new AtomicInteger();
  private final Map<String, Integer> answered = new TreeMap<>();
  private final Thread thread = new Thread(this::work, "answers");

  /**
   * Starts to answer.
   *
   * @param objective in which a request shall be answered; one that could not be is refused
   */
  Line(Predictor model, SizePolicy policy, Duration objective) {
    this.model = model;
    this.policy = policy;
    this.objective = objective;
    thread.start();
  }

  /**
   * Puts a request at the end.
   *
   * @param size that shall answer; empty for that of the policy
   * @return the answer, or a {@link Refusal}
   */
  CompletableFuture<Answer> add(List<byte[]> some, String size) {
    long deadline = System.nanoTime() + objective.toNanos();
    Waiting request = new Waiting(some, size, deadline, new CompletableFuture<>());
    images.addAndGet(some.size());
    if (!line.offer(request)) {
      images.addAndGet(-some.size());
      refuse(request, "The service is busy; try again later.");
    }
    return request.answer();
  }

  /** How many requests each size has answered. */
  Map<String, Integer> answered() {
    synchronized (answered) {
      return new TreeMap<>(answered);
    }
  }

  /** How many images wait. */
  int waiting() {
    return images.get();
  }

  private void work() {
    try {
      while (true) {
        Waiting first = line.take();
        long slack = first.deadline() - System.nanoTime();
        if (slack <= 0) {
          leave(first);
          refuse(first, "The request waited for too long; try again later.");
        } else {
          answer(first, Duration.ofNanos(slack - (long) (RESERVE * objective.toNanos())));
        }
      }
    } catch (InterruptedException e) {
      line.forEach(request -> refuse(request, "The service ends; try again elsewhere."));
    }
  }

  private void answer(Waiting first, Duration slack) {
    Choice choice =
        first.size().isEmpty()
            ? policy.choose(images.get(), slack)
            : new Choice(first.size(), first.images().size());
    List<Waiting> batch = batch(first, choice.batch());
    try {
      byte[][] all = batch.stream().flatMap(one -> one.images().stream()).toArray(byte[][]::new);
      List<String> classes =
          Arrays.stream(model.at(choice.size()).predict(all)).map(model::className).toList();
      synchronized (answered) {
        answered.merge(choice.size(), batch.size(), Integer::sum);
      }
      int from = 0;
      for (Waiting one : batch) {
        int to = from + one.images().size();
        one.answer().complete(new Answer(choice.size(), classes.subList(from, to)));
        from = to;
      }
    } catch (RuntimeException e) {
      batch.forEach(one -> one.answer().completeExceptionally(e));
    }
  }

  /** The first and those after it, as long as so many images hold them. */
  private List<Waiting> batch(Waiting first, int most) {
    List<Waiting> batch = new ArrayList<>(List.of(first));
    leave(first);
    int room = most - first.images().size();
    Waiting next = line.peek();
    while (next != null && next.images().size() <= room && next.size().equals(first.size())) {
      batch.add(line.remove());
      leave(next);
      room -= next.images().size();
      next = line.peek();
    }
    return batch;
  }

  private void leave(Waiting request) {
    images.addAndGet(-request.images().size());
  }

  private static void refuse(Waiting request, String sentence) {
    request.answer().completeExceptionally(new Refusal(503, sentence));
  }

  /** Refuses those that wait. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
