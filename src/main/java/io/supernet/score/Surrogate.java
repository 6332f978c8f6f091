package io.supernet.score;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.collect.ImmutableList;
import io.supernet.score.GaussianProcess.Prediction;
import io.supernet.space.Architecture;
import io.supernet.space.Isomorphism;
import io.supernet.stats.NormalScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * What a few short trainings say of the other candidates: a prior that is weighed by them, and a
 * Gaussian process on what it leaves unexplained. Candidates are alike as far as their ranks by
 * each scorer and their choices are.
 */
@API(status = INTERNAL)
public final class Surrogate {

  /** How many standard deviations above what is expected a candidate may yet turn out. */
  private static final double OPTIMISM = 1;

  private final ImmutableList<Architecture> candidates;
  private final ImmutableList<double[]> ranks;
  private final ImmutableList<Architecture> forms;

  /**
   * A surrogate.
   *
   * @param candidates all different, the trained ones among them
   * @param ranks of the candidates by each scorer of the prior: logarithms as {@link LogRanks#of}
   *     gives them, or {@link io.supernet.stats.LogRank} of the candidates themselves
   * @param isomorphism of the space: what computes the same is alike
   */
  public Surrogate(List<Architecture> candidates, List<double[]> ranks, Isomorphism isomorphism) {
    this.candidates = ImmutableList.copyOf(candidates);
    this.ranks = ImmutableList.copyOf(ranks);
    this.forms =
        candidates.stream()
            .map(isomorphism::representative)
            .collect(ImmutableList.toImmutableList());
  }

  /**
   * What to expect of every candidate.
   *
   * @param results of two or more trainings of one length, the higher the better; what failed is
   *     minus infinity
   * @return for each candidate, as a normal score among the trained ones: 0 is as good as their
   *     median, 1 better than 84 % of them
   */
  public List<Prediction> predict(Map<Architecture, Double> results) {
    return new Fitted(results).all();
  }

  /**
   * Who is to be trained next: the candidates that may turn out best, each chosen as if the one
   * before had come out as expected, so that not all are of one kind.
   *
   * @param results as of {@link #predict}
   * @param count how many; fewer if no more are left
   */
  public List<Architecture> next(Map<Architecture, Double> results, int count) {
    Fitted fitted = new Fitted(results);
    List<Architecture> chosen = new ArrayList<>();
    while (chosen.size() < count && results.size() + chosen.size() < candidates.size()) {
      int best = fitted.mostPromising(a -> !results.containsKey(a) && !chosen.contains(a));
      chosen.add(candidates.get(best));
      fitted.believe(best);
    }
    return chosen;
  }

  /** The weighed prior and the process on its residual; candidates are named by position. */
  private final class Fitted {

    private final double[] prior = new double[candidates.size()];
    private GaussianProcess<Integer> process;

    Fitted(Map<Architecture, Double> results) {
      List<Integer> trained =
          IntStream.range(0, candidates.size())
              .filter(i -> results.containsKey(candidates.get(i)))
              .boxed()
              .toList();
      double[] values = trained.stream().mapToDouble(i -> results.get(candidates.get(i))).toArray();
      double[] weights =
          Evidence.weights(
              ranks.stream()
                  .map(rank -> trained.stream().mapToDouble(i -> rank[i]).toArray())
                  .toList(),
              values);
      for (int i = 0; i < prior.length; i++) {
        for (int scorer = 0; scorer < weights.length; scorer++) {
          prior[i] += Evidence.WORTH * weights[scorer] * ranks.get(scorer)[i];
        }
      }
      double mean = trained.stream().mapToDouble(i -> prior[i]).average().orElse(0);
      for (int i = 0; i < prior.length; i++) {
        prior[i] -= mean;
      }
      double[] residual = NormalScores.of(values);
      for (int i = 0; i < residual.length; i++) {
        residual[i] -= prior[trained.get(i)];
      }
      process =
          GaussianProcess.fit(
              trained, residual, List.of(Surrogate.this::byRank, Surrogate.this::byChoice));
    }

    List<Prediction> all() {
      return IntStream.range(0, prior.length).mapToObj(this::at).toList();
    }

    private Prediction at(int candidate) {
      Prediction residual = process.at(candidate);
      return new Prediction(prior[candidate] + residual.mean(), residual.deviation());
    }

    /** The first of the best, so that the order of the candidates decides between equals. */
    int mostPromising(Predicate<Architecture> open) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < prior.length; i++) {
        if (open.test(candidates.get(i))) {
          double promise = promise(i);
          if (best < 0 || promise > most) {
            best = i;
            most = promise;
          }
        }
      }
      return best;
    }

    private double promise(int candidate) {
      Prediction expected = at(candidate);
      return expected.mean() + OPTIMISM * expected.deviation();
    }

    void believe(int candidate) {
      process = process.believing(candidate);
    }
  }

  private double byRank(int one, int other) {
    double sum = 0;
    for (double[] rank : ranks) {
      sum += (rank[one] - rank[other]) * (rank[one] - rank[other]);
    }
    return sum;
  }

  /** In how many decisions they differ. */
  private double byChoice(int one, int other) {
    Architecture a = forms.get(one);
    Architecture b = forms.get(other);
    int sum = 0;
    for (int i = 0; i < a.length(); i++) {
      sum += a.choice(i) == b.choice(i) ? 0 : 1;
    }
    return sum;
  }
}
