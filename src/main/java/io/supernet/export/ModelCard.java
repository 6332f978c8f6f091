package io.supernet.export;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.export.ExportOptions.Format;
import io.supernet.stats.Proportion;
import io.supernet.text.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hipparchus.stat.interval.ConfidenceInterval;

/** The description of a model for people, written beside it as {@code README.md}. */
final class ModelCard {

  private ModelCard() {}

  static String of(ExportManifest model, List<Format> formats) {
    return Text.of(
        """
        # A model of the space `%s`

        %s
        ## How good it is

        %s
        The interval (Wilson, 95 %%) says what chance in the choice of these examples does to a share of them, not what another seed would.
        Validation examples chose this model among others, so that their figures are too good; test examples did not.

        ## Limits

        %s
        ## License

        No license comes with these weights: whoever trained them gives one, within the terms of the data above.
        """,
        model.space(),
        facts(model, formats),
        figures(model),
        Markdown.list(limits(model, formats)));
  }

  private static String facts(ExportManifest model, List<Format> formats) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", ""));
    rows.add(List.of("task", model.task()));
    rows.add(List.of("architecture", code(model.architecture())));
    rows.add(
        List.of(
            "formats",
            formats.stream()
                .map(f -> f == Format.ONNX ? code(OnnxFile.NAME) : "SavedModel of TensorFlow")
                .collect(Collectors.joining(", "))));
    rows.add(List.of("takes", tensor(model.input())));
    model.outputs().forEach(output -> rows.add(List.of("gives", tensor(output))));
    if (!model.signatures().isEmpty()) {
      rows.add(
          List.of(
              "signatures",
              model.signatures().stream()
                  .map(signature -> code(signature.name()))
                  .collect(Collectors.joining(", "))));
    }
    if (!model.columns().isEmpty()) {
      rows.add(
          List.of(
              "columns",
              model.columns().stream()
                  .map(ExportManifest.TensorInfo::name)
                  .collect(Collectors.joining(", "))));
    }
    if (!model.classNames().isEmpty()) {
      rows.add(
          List.of(
              model.multilabel() ? "labels" : "classes", String.join(", ", model.classNames())));
    }
    rows.add(
        List.of(
            "weights",
            model.weights().format()
                + model.weights().bytes().entrySet().stream()
                    .map(size -> Text.of(", %s %,d bytes", size.getKey(), size.getValue()))
                    .collect(Collectors.joining())));
    rows.add(
        List.of(
            "size",
            Text.of("%,d parameters, %,d multiply-adds", model.parameters(), model.macs())));
    model
        .data()
        .forEach(
            (part, data) ->
                rows.add(
                    List.of(
                        part + " data",
                        Text.of(
                            "%s, %,d examples, SHA-256 %s",
                            data.source(), data.count(), code(data.sha256())))));
    rows.add(List.of("seed", Long.toString(model.seed())));
    model.versions().forEach((what, version) -> rows.add(List.of("made by " + what, version)));
    return Markdown.table(rows);
  }

  private static String figures(ExportManifest model) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("examples", "metric", "value", "interval"));
    model
        .metrics()
        .forEach(
            (part, metrics) ->
                metrics.forEach(
                    (metric, value) ->
                        rows.add(
                            List.of(
                                part,
                                metric,
                                number(value),
                                interval(model, part, metric, value)))));
    ExportManifest.Weights weights = model.weights();
    for (String metric : weights.validation().keySet()) {
      rows.add(packed("float32", metric, weights.float32Validation()));
      rows.add(packed(weights.format(), metric, weights.validation()));
    }
    return Markdown.table(rows);
  }

  /** What the same examples say with kernels stored in another way. */
  private static List<String> packed(String format, String metric, Map<String, Double> values) {
    return List.of(
        "validation, exported with weights in " + format,
        metric,
        number(values.getOrDefault(metric, Double.NaN)),
        "");
  }

  private static String interval(ExportManifest model, String part, String metric, double value) {
    ExportManifest.Examples data = model.data().get(part);
    if (data == null || !metric.equals(Metric.ACCURACY.name())) {
      return "";
    }
    ConfidenceInterval interval = new Proportion(value, data.count()).interval();
    return number(interval.getLowerBound()) + " to " + number(interval.getUpperBound());
  }

  private static List<String> limits(ExportManifest model, List<Format> formats) {
    List<String> limits = new ArrayList<>();
    if (!model.classNames().isEmpty()) {
      limits.add(
          model.multilabel()
              ? "It knows the labels above and nothing else: whatever it is shown, it says some of them, or none. Its probabilities are not calibrated."
              : "It knows the classes above and nothing else: whatever it is shown, it says one of them. Its probabilities are not calibrated.");
    }
    limits.add(
        "It was tested on examples like those of its training; what it says of others is unknown.");
    if (!model.weights().validation().isEmpty()) {
      limits.add("Test examples were asked with the weights as trained, not as stored here.");
    }
    if (formats.contains(Format.SAVEDMODEL)) {
      limits.add("The SavedModel refuses other shapes, and numbers that are not finite.");
    }
    if (formats.contains(Format.ONNX)) {
      limits.add(
          "The ONNX file cannot refuse numbers that are not finite: where the scores of an example are none, its class is -1.");
    }
    return limits;
  }

  private static String tensor(ExportManifest.TensorInfo tensor) {
    return Text.of(
        "%s, %s %s: %s", code(tensor.name()), tensor.type(), tensor.shape(), tensor.meaning());
  }

  private static String number(double value) {
    return Text.of("%.4f", value);
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
