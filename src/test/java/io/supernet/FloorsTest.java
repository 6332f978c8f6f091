package io.supernet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house: who lives on which floor, and that nobody imports upwards. */
@AnalyzeClasses(packages = "io.supernet", importOptions = DoNotIncludeTests.class)
class FloorsTest {

  private static final String ROOT = "io.supernet";
  private static final String PROTO = "io.supernet.proto..";
  private static final String[] FLOOR_0 = floor("space", "stats");
  private static final String[] FLOOR_1 =
      floor("sampling", "search", "evaluate", "table", "cost", "drawing");
  private static final String[] FLOOR_2 =
      floor("supernet", "network", "spaces", "data", "controller");
  private static final String[] FLOOR_3 =
      floor(
          "train",
          "export",
          "latency",
          "audit",
          "coupling",
          "report",
          "run",
          "pipeline",
          "measure",
          "compare");
  private static final String[] EDGE = floor("cli");

  /** A package of no floor fails here too: give it one. */
  @ArchTest
  static final ArchRule IMPORTS_POINT_DOWN =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("root")
          .definedBy(ROOT)
          .layer("proto")
          .definedBy(PROTO)
          .layer("0")
          .definedBy(FLOOR_0)
          .layer("1")
          .definedBy(FLOOR_1)
          .layer("2")
          .definedBy(FLOOR_2)
          .layer("3")
          .definedBy(FLOOR_3)
          .layer("edge")
          .definedBy(EDGE)
          .whereLayer("root")
          .mayNotAccessAnyLayer()
          .whereLayer("proto")
          .mayNotAccessAnyLayer()
          .whereLayer("0")
          .mayOnlyAccessLayers("root")
          .whereLayer("1")
          .mayOnlyAccessLayers("root", "0")
          .whereLayer("2")
          .mayOnlyAccessLayers("root", "proto", "0", "1")
          .whereLayer("edge")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.supernet.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ALGORITHMS_KNOW_NO_TENSORFLOW =
      noClasses()
          .that()
          .resideInAPackage(ROOT)
          .or()
          .resideInAnyPackage(FLOOR_0)
          .or()
          .resideInAnyPackage(FLOOR_1)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.tensorflow..");

  @ArchTest
  static final ArchRule PROTOBUF_IS_USED_WHERE_FILES_ARE_READ_OR_WRITTEN =
      classes()
          .that()
          .resideInAPackage(PROTO)
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage(
              PROTO,
              "io.supernet.spaces..",
              "io.supernet.pipeline..",
              "io.supernet.compare..",
              "io.supernet.cli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule NO_PACKAGE_IS_A_DRAWER =
      noClasses().should().resideInAnyPackage("..util..", "..utils..");

  @Test
  void everyPackageSaysWhatLivesThere() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> packages =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList();
      assertThat(packages)
          .isNotEmpty()
          .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
    }
  }

  private static String[] floor(String... names) {
    return Stream.of(names).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
  }
}
