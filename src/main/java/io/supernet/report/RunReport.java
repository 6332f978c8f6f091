package io.supernet.report;

import io.supernet.Text;
import io.supernet.evaluate.Metric;
import io.supernet.export.Family;
import io.supernet.pipeline.RunRecords;
import io.supernet.storage.UserFile;
import io.supernet.study.audit.Audit;
import io.supernet.study.audit.AuditFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page of a run. */
public final class RunReport {

  private RunReport() {}

  /**
   * Writes the page of what a run has recorded so far; the run may be going on.
   *
   * @param run its folder
   * @param name by which the command line knows it
   * @param file where the page goes; a file of that name is replaced, a device or pipe written into
   * @throws io.supernet.SupernetException if the run cannot be read or the file not be written
   */
  public static void write(Path run, String name, Path file) {
    RunRecords records = RunRecords.read(run);
    Optional<Audit> audit = AuditFiles.read(run);
    Metric metric = audit.map(Audit::metric).orElse(records.definition().task().metric());
    Page page = page(records, name, audit, metric, Truth.read(run, metric), Family.find(run));
    UserFile.write(file, page.html());
  }

  static Page page(
      RunRecords run,
      String name,
      Optional<Audit> audit,
      Metric metric,
      List<Truth> truths,
      Optional<Family> family) {

    TrainingSection training = new TrainingSection(run.course(), run.definition().task());
    String subtitle =
        Text.of(
            "space %s, data %s, begun %s, goal %s",
            run.definition().name(),
            run.manifest().options().data(),
            run.manifest().created().replaceFirst("T.*", ""),
            run.manifest().goal().name().toLowerCase(Locale.ROOT));
    List<Section> sections = new ArrayList<>();
    sections.add(new Summary(run, name, audit, training.rollbacks()).section());
    sections.add(new FoundSection(run).section());
    FamilySection.section(run, family).ifPresent(sections::add);
    sections.add(new SearchSection(run).section());
    sections.add(RankingSection.section(name, audit, metric, truths));
    sections.add(training.section());
    sections.add(UpdatesSection.section(run));
    sections.add(ManifestSection.section(run));
    return new Page("Run " + run.name(), subtitle, sections);
  }
}
