package io.supernet;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/** The line between the API and what is public for other packages of the library only. */
class ApiTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern EXPORTED = Pattern.compile("exports (\\S+);");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.supernet");

  @Test
  void publicTypesOfExportedPackagesAreApiOrMarkedInternal() throws IOException {
    Set<String> exported = exported();
    List<String> both = new ArrayList<>();
    List<String> neither = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      if (type.isTopLevelClass() && isPublic(type) && exported.contains(type.getPackageName())) {
        Path file = SOURCES.resolve(type.getName().replace('.', '/') + ".java");
        if (!Files.exists(file)) {
          continue; // Generated from a .proto file.
        }
        boolean since = Files.readString(file).contains(" * @since ");
        if (since && isInternal(type)) {
          both.add(type.getName());
        } else if (!since && !isInternal(type)) {
          neither.add(type.getName());
        }
      }
    }
    assertThat(both).as("in the API (@since) and internal (@API)").isEmpty();
    assertThat(neither).as("neither in the API (@since) nor internal (@API)").isEmpty();
  }

  /** Else a user could not call it without a type that may change. */
  @Test
  void theApiNamesNoInternalType() throws IOException {
    Set<String> exported = exported();
    List<String> leaks = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      if (isApi(type, exported)) {
        for (JavaCodeUnit member : type.getCodeUnits()) {
          if (isOffered(member) && !isInternal(member)) {
            named(member)
                .filter(other -> other.getPackageName().startsWith("io.supernet"))
                .filter(other -> !isApi(other, exported))
                .forEach(other -> leaks.add(member.getFullName() + " names " + other.getName()));
          }
        }
      }
    }
    assertThat(leaks).isEmpty();
  }

  private static Stream<JavaClass> named(JavaCodeUnit member) {
    return Stream.concat(Stream.of(member.getReturnType()), member.getParameterTypes().stream())
        .map(JavaType::getAllInvolvedRawTypes)
        .flatMap(Set::stream);
  }

  private static boolean isOffered(HasModifiers member) {
    return isPublic(member) || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static boolean isPublic(HasModifiers member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean isApi(JavaClass type, Set<String> exported) {
    return isPublic(type)
        && exported.contains(type.getPackageName())
        && !isInternal(type)
        && type.getEnclosingClass().map(outer -> isApi(outer, exported)).orElse(true);
  }

  private static boolean isInternal(CanBeAnnotated element) {
    return element.isAnnotatedWith(API.class);
  }

  /** The packages that the module exports. */
  private static ImmutableSet<String> exported() throws IOException {
    return EXPORTED
        .matcher(Files.readString(SOURCES.resolve("module-info.java")))
        .results()
        .map(match -> match.group(1))
        .collect(toImmutableSet());
  }
}
