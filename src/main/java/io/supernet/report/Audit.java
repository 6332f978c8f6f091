package io.supernet.report;

import com.google.common.collect.ImmutableList;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.run.StorageFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a page shows of {@code audit.json}; anything in it may be missing.
 *
 * @param truth where the truth is from, in words
 * @param architectures how many were compared
 * @param seeds trainings of each
 * @param top how many are taken where something is said of the top k
 * @param ceiling mean tau between the truths of two seeds
 * @param predictors what may rank architectures
 * @param starts from which weights to train, on a few
 * @param words what follows, a sentence each: how good the ranking is, what to expect, then advice
 */
record Audit(
    String truth,
    int architectures,
    int seeds,
    int top,
    Figure ceiling,
    List<Predictor> predictors,
    List<Start> starts,
    List<String> words) {

  /** How many sentences say how it is; the others say what to do. */
  private static final int STATEMENTS = 2;

  /** A figure with its 95 % interval; null where not defined. */
  record Figure(Double value, Double low, Double high) {}

  /** Something that ranks architectures. */
  record Predictor(
      String name,
      Figure tau,
      Figure spearman,
      Figure topTau,
      Figure precision,
      Figure regretOfOne,
      Figure regretOfTop) {}

  /** One architecture from different weights; accuracies 0 to 1. */
  record Start(
      String architecture,
      double inherited,
      int epochs,
      double fineTuned,
      double fromScratch,
      double truth) {}

  Audit {
    predictors = predictors == null ? List.of() : ImmutableList.copyOf(predictors);
    starts = starts == null ? List.of() : ImmutableList.copyOf(starts);
    words = words == null ? List.of() : ImmutableList.copyOf(words);
  }

  /** The audit of a run, if one was made. */
  static Optional<Audit> read(Path run) {
    Path file = run.resolve("audit.json");
    try {
      Audit audit = new Gson().fromJson(Files.readString(file), Audit.class);
      if (audit == null) {
        throw damaged(file, null);
      }
      return Optional.of(audit);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageFailures.reading(file, e);
    } catch (JsonParseException | NullPointerException e) {
      throw damaged(file, e);
    }
  }

  /** How far the ranking may be trusted. */
  String verdict() {
    return String.join(" ", words.subList(0, Math.min(STATEMENTS, words.size())));
  }

  /** What to do. */
  List<String> advice() {
    return words.subList(Math.min(STATEMENTS, words.size()), words.size());
  }

  private static SupernetException damaged(Path file, Exception cause) {
    return new SupernetException(
        Kind.RUN, "'%s' is damaged; make it again with 'supernet audit'.".formatted(file), cause);
  }
}
