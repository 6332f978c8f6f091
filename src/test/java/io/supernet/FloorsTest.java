package io.supernet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house: who lives on which floor, and that nobody imports upward. */
@AnalyzeClasses(packages = "io.supernet", importOptions = DoNotIncludeTests.class)
class FloorsTest {

  private static final String ROOT = "io.supernet";
  private static final String PROTO = "io.supernet.proto..";

  /** From the lowest up; a package may import those of its own floor and of all below. */
  static final List<String[]> FLOORS =
      List.of(
          floor("extension", "space", "stats", "storage", "drawing", "text"),
          floor(
              "sampling",
              "search",
              "evaluate",
              "table",
              "cost",
              "tournament",
              "score",
              "plan",
              "work"),
          floor("data", "images", "network", "onnx", "spaces", "supernet"),
          floor("controller", "train", "export", "measure"),
          floor("run"),
          floor("pipeline"),
          floor("study"),
          floor("remote", "report"),
          floor("cli"));

  private static final String[] ALGORITHMS =
      floor(
          "extension",
          "space",
          "stats",
          "storage",
          "drawing",
          "sampling",
          "search",
          "evaluate",
          "table",
          "cost",
          "tournament",
          "plan",
          "score",
          "work",
          "data");

  private static final Pattern OF_THE_DEFAULT_LOCALE =
      Pattern.compile(
          "java\\.(lang\\.String\\.(formatted\\(.*|format\\(java\\.lang\\.String,.*|to(Low|Upp)erCase\\(\\))"
              + "|io\\.Print\\w+\\.(printf|format)\\(java\\.lang\\.String,.*"
              + "|text\\.NumberFormat\\.get\\w*Instance\\(\\)"
              + "|time\\.format\\.DateTimeFormatter\\.ofPattern\\(java\\.lang\\.String\\))"
              + "|org\\.tensorflow\\.op\\.Ops\\.create\\(.*");

  /** A package of no floor fails here too: give it one. */
  @ArchTest static final ArchRule IMPORTS_POINT_DOWN = importsPointDown();

  private static ArchRule importsPointDown() {
    LayeredArchitecture house =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("root")
            .definedBy(ROOT)
            .layer("proto")
            .definedBy(PROTO)
            .whereLayer("root")
            .mayNotAccessAnyLayer()
            .whereLayer("proto")
            .mayNotAccessAnyLayer();
    List<String> below = new ArrayList<>(List.of("root", "proto"));
    for (int i = 0; i < FLOORS.size(); i++) {
      String name = "floor " + i;
      house = house.layer(name).definedBy(FLOORS.get(i));
      house = house.whereLayer(name).mayOnlyAccessLayers(below.toArray(String[]::new));
      below.add(name);
    }
    return house.ensureAllClassesAreContainedInArchitecture();
  }

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.supernet.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ALGORITHMS_KNOW_NO_TENSORFLOW =
      noClasses()
          .that()
          .resideInAPackage(ROOT)
          .or()
          .resideInAnyPackage(ALGORITHMS)
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
              "io.supernet.run..",
              "io.supernet.study.compare..",
              "io.supernet.cli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule THE_FORMAT_ONNX_IS_KNOWN_IN_ONE_ROOM =
      classes()
          .that()
          .resideInAPackage("io.supernet.onnx.proto..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage("io.supernet.onnx..");

  @ArchTest
  static final ArchRule NO_PACKAGE_IS_A_DRAWER =
      noClasses().should().resideInAnyPackage("..util..", "..utils..");

  /** What packages promise in their package-info beyond the order of the floors. */
  @ArchTest static final ArchRule STORAGE_KNOWS_TEXT = knowsOnly("storage", "text");

  @ArchTest static final ArchRule DRAWING_KNOWS_NOBODY = knowsOnly("drawing");
  @ArchTest static final ArchRule EXTENSIONS_KNOW_NOBODY = knowsOnly("extension");
  @ArchTest static final ArchRule STATS_KNOW_NOBODY = knowsOnly("stats");
  @ArchTest static final ArchRule TEXT_KNOWS_NOBODY = knowsOnly("text");
  @ArchTest static final ArchRule SPACES_AS_ENCODINGS_KNOW_NOBODY = knowsOnly("space");

  @ArchTest
  static final ArchRule SAMPLING_KNOWS_SPACES_AND_USERS =
      knowsOnly("sampling", "space", "extension");

  @ArchTest
  static final ArchRule EVALUATIONS_KNOW_SPACES_AND_USERS =
      knowsOnly("evaluate", "extension", "space");

  @ArchTest static final ArchRule COSTS_KNOW_SPACES = knowsOnly("cost", "space");
  @ArchTest static final ArchRule WORK_KNOWS_FILES = knowsOnly("work", "storage", "text");
  @ArchTest static final ArchRule DATA_KNOW_FILES = knowsOnly("data", "storage", "text");

  @ArchTest
  static final ArchRule TABLES_KNOW_EVALUATIONS = knowsOnly("table", "evaluate", "space", "text");

  @ArchTest
  static final ArchRule SEARCHES_KNOW_EVALUATIONS_AND_USERS =
      knowsOnly("search", "evaluate", "extension", "space");

  @ArchTest
  static final ArchRule STUDIES_DO_NOT_KNOW_EACH_OTHER =
      slices().matching("io.supernet.study.(*)..").should().notDependOnEachOther();

  /** Its digits and letters are for no machine; {@link Text} has those that are. */
  @ArchTest
  static final ArchRule NOTHING_HANGS_ON_THE_DEFAULT_LOCALE =
      noClasses()
          .that()
          .resideOutsideOfPackage(PROTO)
          .and()
          .doNotHaveSimpleName("PlainNames")
          .should()
          .callMethodWhere(
              describe(
                  "the default locale decides",
                  call -> OF_THE_DEFAULT_LOCALE.matcher(call.getTarget().getFullName()).matches()));

  @Test
  void everyPackageSaysWhatLivesThere() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io"))) {
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

  /** Of the project, a package imports the root and these alone. */
  private static ArchRule knowsOnly(String name, String... others) {
    String[] known = Stream.concat(Stream.of(name), Stream.of(others)).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAnyPackage(floor(name))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(not(resideInAPackage(ROOT)))
                .and(not(resideInAnyPackage(floor(known)))));
  }

  private static String[] floor(String... names) {
    return Stream.of(names).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
  }
}
