package io.supernet.report;

import com.google.common.collect.ImmutableList;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * A chart: drawn in the browser by {@code charts.js}, its figures in a table beside it.
 *
 * @param title what it shows
 * @param note how to read it; may be empty
 * @param series what is drawn, later ones over earlier ones
 * @param marks events, as lines across
 */
record Chart(String title, String note, Axis x, Axis y, List<Series> series, List<Mark> marks) {

  /** As it stands in a page: escaped so that no text in it can end its element. */
  /** Not as all other JSON: it stands in a script, where brackets have to be escaped. */
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  /**
   * An axis.
   *
   * @param unit such as {@code %}; may be empty
   * @param decimals of its figures in the table
   */
  record Axis(String label, String unit, int decimals) {

    String title() {
      return unit.isEmpty() ? label : label + " (" + unit + ")";
    }
  }

  /** How a series is drawn. */
  enum Kind {
    /** Joined. */
    LINE,
    /** Joined, each value holding until the next. */
    STEP,
    /** On its own each, with its interval. */
    POINTS,
    /** The same in the background. */
    CLOUD
  }

  /** Points that belong together; lines in the order of their points. */
  record Series(String name, Kind kind, List<Point> points) {
    Series {
      points = ImmutableList.copyOf(points);
    }
  }

  /**
   * A point. A figure that is not finite leaves a gap.
   *
   * @param low end of its interval in y; NaN if it has none
   * @param high the other end
   * @param label what it is; may be empty
   */
  record Point(double x, double y, double low, double high, String label) {

    Point(double x, double y, String label) {
      this(x, y, Double.NaN, Double.NaN, label);
    }

    Point(double x, double y) {
      this(x, y, "");
    }

    boolean hasInterval() {
      return Double.isFinite(low) && Double.isFinite(high);
    }
  }

  /** An event at a value of x. */
  record Mark(double x, String label) {}

  Chart {
    series = ImmutableList.copyOf(series);
    marks = ImmutableList.copyOf(marks);
  }

  Html html() {
    return Html.of(
        """
        <figure class="chart">
        <figcaption><strong>%s</strong> <span>%s</span></figcaption>
        <div class="plot" role="img" aria-label="Chart: %s. Its figures are in the table that follows."></div>
        <script type="application/json">%s</script>
        <details class="figures"><summary>Figures as a table</summary>
        %s
        </details>
        </figure>""",
        title, note, title, new Html(GSON.toJson(json())), new ChartTable(this).html());
  }

  private JsonObject json() {
    JsonObject chart = new JsonObject();
    chart.add("x", GSON.toJsonTree(x));
    chart.add("y", GSON.toJsonTree(y));
    chart.add("marks", GSON.toJsonTree(marks));
    JsonArray all = new JsonArray();
    for (Series one : series) {
      JsonObject object = new JsonObject();
      object.addProperty("name", one.name());
      object.addProperty("kind", one.kind().name());
      JsonArray points = new JsonArray();
      one.points().forEach(point -> points.add(json(point)));
      object.add("points", points);
      all.add(object);
    }
    chart.add("series", all);
    return chart;
  }

  private static JsonArray json(Point point) {
    JsonArray array = new JsonArray();
    array.add(number(point.x()));
    array.add(number(point.y()));
    if (point.hasInterval() || !point.label().isEmpty()) {
      array.add(number(point.low()));
      array.add(number(point.high()));
      array.add(point.label());
    }
    return array;
  }

  /** Six digits are more than a picture shows; null for what is not finite. */
  private static JsonElement number(double value) {
    return Double.isFinite(value)
        ? new JsonPrimitive(
            BigDecimal.valueOf(value).round(new MathContext(6)).stripTrailingZeros())
        : JsonNull.INSTANCE;
  }
}
