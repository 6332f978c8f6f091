package io.supernet.data;

import static io.supernet.SupernetException.Kind.DATA;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.Text;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/**
 * Data of which some parts are given; the others are split off.
 *
 * @param train or all of the data
 */
@API(status = INTERNAL)
public record Parts(DataSet train, Optional<DataSet> validation, Optional<DataSet> test) {

  /** The three parts; those that are not given are split off the training part. */
  public Split split(RandomGenerator random) {
    if (validation.isEmpty() && test.isEmpty()) {
      return DataSets.shares(train, random);
    }
    Split split = given(random);
    refuseAbsent(split.train(), "training");
    refuseAbsent(split.validation(), "validation");
    refuseAbsent(split.test(), "test");
    return split;
  }

  private Split given(RandomGenerator random) {
    if (validation.isPresent() && test.isPresent()) {
      return new Split(train, validation.orElseThrow(), test.orElseThrow());
    }
    List<DataSet> two = DataSets.splitOff(train, random);
    return test.isPresent()
        ? new Split(two.get(0), two.get(1), test.orElseThrow())
        : new Split(two.get(0), validation.orElseThrow(), two.get(1));
  }

  private static void refuseAbsent(DataSet part, String name) {
    if (part.hasValues() || part.hasSets()) {
      return;
    }
    int absent = ClassExamples.of(part).counts().indexOf(0);
    if (absent >= 0) {
      throw new SupernetException(
          DATA,
          Text.of(
              "Class '%s' of data '%s' has no example in the %s part, or too few for one of ten; give it more, or remove it.",
              part.classNames().get(absent), part.name(), name));
    }
  }
}
