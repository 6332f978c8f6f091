package io.supernet.report;

import io.supernet.Text;
import io.supernet.pipeline.RunRecords;
import io.supernet.report.Table.Column;
import io.supernet.run.Manifest;
import io.supernet.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the run is: enough to do it again. */
final class ManifestSection {

  private ManifestSection() {}

  static Section section(RunRecords run) {
    Manifest manifest = run.manifest();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("begun", manifest.created()));
    rows.add(List.of("goal", manifest.goal().name().toLowerCase(Locale.ROOT)));
    rows.add(List.of("data", manifest.options().data()));
    rows.add(List.of("seed", Long.toString(manifest.options().seed())));
    manifest.versions().forEach((name, version) -> rows.add(List.of(name, version)));
    rows.add(
        List.of(
            "time",
            manifest.seconds().isEmpty()
                ? Numbers.NONE
                : manifest.seconds().entrySet().stream()
                    .map(e -> e.getKey() + " " + Text.duration(e.getValue()))
                    .collect(Collectors.joining(", "))));
    String json = Json.pretty(manifest);
    return new Section(
        "manifest",
        "Manifest",
        new Table(List.of(Column.text("what"), Column.text("value")), rows).html(),
        Html.details("All options, hashes and versions", Html.of("<pre>%s</pre>", json)));
  }
}
