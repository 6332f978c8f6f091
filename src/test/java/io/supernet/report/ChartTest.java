package io.supernet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.supernet.report.Chart.Axis;
import io.supernet.report.Chart.Kind;
import io.supernet.report.Chart.Mark;
import io.supernet.report.Chart.Point;
import io.supernet.report.Chart.Series;
import io.supernet.report.Table.Column;
import io.supernet.stats.Proportion;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ChartTest {

  private static final Axis STEP = new Axis("step", "", 0);
  private static final Axis LOSS = new Axis("loss", "nats", 3);

  @Test
  void figuresOfLinesStandBesideEachOther() {
    Series a = new Series("a", Kind.LINE, List.of(new Point(1, 2.5), new Point(2, Double.NaN)));
    Series b = new Series("b", Kind.LINE, List.of(new Point(2, 1234.5678)));
    String html = chart(a, b).html().markup();
    assertThat(html)
        .contains(">step</th>", ">a (nats)</th>", ">b (nats)</th>")
        .containsPattern(row("1", "2.500", "-"))
        .containsPattern(row("2", "-", "1,234.568"));
  }

  @Test
  void figuresOfPointsStandUnderEachOtherWithTheirIntervals() {
    Series a = new Series("a", Kind.POINTS, List.of(new Point(1, 2, 1.5, 3, "<b>")));
    assertThat(chart(a).html().markup())
        .containsPattern(row("a", "1", "2.000", "1.500", "3.000", "&lt;b&gt;"));
  }

  @Test
  void dataHasGapsAndCannotEndItsElement() {
    Series a =
        new Series(
            "</script>", Kind.POINTS, List.of(new Point(1, Double.POSITIVE_INFINITY, "</script>")));
    String html = chart(a).html().markup();
    int start = html.indexOf("json\">") + 6;
    String data = html.substring(start, html.indexOf("</script>", start));
    JsonObject json = JsonParser.parseString(data).getAsJsonObject();
    JsonObject series = json.getAsJsonArray("series").get(0).getAsJsonObject();
    assertThat(series.get("name").getAsString()).isEqualTo("</script>");
    JsonArray point = series.getAsJsonArray("points").get(0).getAsJsonArray();
    assertThat(point.get(1).isJsonNull()).isTrue();
    assertThat(point.get(4).getAsString()).isEqualTo("</script>");
  }

  @Test
  void longTablesAreShortenedAndSaySo() {
    List<Point> points = IntStream.range(0, 5000).mapToObj(i -> new Point(i, i)).toList();
    String lines = chart(new Series("a", Kind.LINE, points)).html().markup();
    assertThat(lines).contains("120 of 5,000 rows, evenly spread.").contains(">4,999<");
    String cloud = chart(new Series("a", Kind.CLOUD, points)).html().markup();
    assertThat(cloud).contains("120 of 5,000 points: the first of each series.").contains(">119<");
  }

  @Test
  void rowsFitTheirColumns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Table(List.of(Column.text("a")), List.of(List.of("1", "2"))))
        .withMessageContaining("2 cells in a table of 1 columns");
  }

  @Test
  void templatesEscapeTextAndKeepMarkup() {
    assertThat(Html.of("<p title=\"%s\">%s%s</p>", "\"<&>'", Html.text("<"), 7).markup())
        .isEqualTo("<p title=\"&quot;&lt;&amp;&gt;&#39;\">&lt;7</p>");
  }

  /** By hand: Wilson's interval of 8 in 10. */
  @Test
  void chanceOfExamples() {
    Proportion share = new Proportion(0.8, 10);
    assertThat(share.interval().getLowerBound()).isCloseTo(0.4902, within());
    assertThat(share.interval().getUpperBound()).isCloseTo(0.9433, within());
    assertThat(new Proportion(0.5, 100).distance(0.5)).isCloseTo(0.1386, within());
  }

  private static Offset<Double> within() {
    return Offset.offset(5e-5);
  }

  private static Chart chart(Series... series) {
    return new Chart("t", "n", STEP, LOSS, List.of(series), List.of(new Mark(1, "rollback")));
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (String cell : cells) {
      row.append("\\s*<td[^>]*>").append(cell).append("</td>");
    }
    return row.append("\\s*</tr>").toString();
  }
}
