package io.supernet.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apiguardian.api.API;
import org.slf4j.LoggerFactory;

/**
 * TensorFlow's kernels on the CPU. Each kind rounds in its own way, so that results are the same
 * bit by bit only with the same kernels. Native code decides once, before its first call.
 *
 * @param name such as {@code oneDNN avx512_vnni}, {@code oneDNN avx2} or {@code eigen}
 * @param advice how to get faster ones, if there are any
 */
@API(status = INTERNAL)
public record Kernels(String name, Optional<String> advice) {

  private static final String SWITCH = "TF_ENABLE_ONEDNN_OPTS";
  private static final String LIMIT = "ONEDNN_MAX_CPU_ISA";
  private static final String ADVICE =
      "TensorFlow's oneDNN kernels are off; they make training about 1.5 times faster on this machine: set "
          + SWITCH
          + "=1 in the environment before Java starts";

  /** Instructions for which TensorFlow turns oneDNN on by itself, on x86-64. */
  private static final Set<String> BY_ITSELF =
      Set.of("avx512_vnni", "avx512_bf16", "avx_vnni", "amx_tile", "amx_int8", "amx_bf16");

  /** Instructions that make a difference to oneDNN, the best first. */
  private static final List<String> INSTRUCTIONS =
      List.of("amx_tile", "avx512_vnni", "avx512f", "avx_vnni", "avx2", "avx", "sse4_1");

  private static final Kernels CURRENT =
      of(System.getProperty("os.name"), System.getProperty("os.arch"), System.getenv(), cpuInfo());
  private static final AtomicBoolean ADVISED = new AtomicBoolean();

  /** Those of this process. */
  public static Kernels current() {
    return CURRENT;
  }

  /** Says once in this JVM that there are faster ones. */
  static void advise() {
    if (!ADVISED.getAndSet(true)) {
      CURRENT.advice.ifPresent(LoggerFactory.getLogger(Kernels.class)::info);
    }
  }

  /**
   * What TensorFlow decides.
   *
   * @param system as {@code os.name}
   * @param machine as {@code os.arch}
   * @param environment the variables
   * @param cpuInfo the text of {@code /proc/cpuinfo}
   */
  static Kernels of(
      String system, String machine, Map<String, String> environment, String cpuInfo) {
    if (!system.equals("Linux") || !Set.of("amd64", "x86_64").contains(machine)) {
      return new Kernels("TensorFlow's for " + system + " " + machine, Optional.empty());
    }
    Set<String> flags = flags(cpuInfo);
    boolean on =
        switch (Strings.nullToEmpty(environment.get(SWITCH)).toLowerCase(Locale.ROOT)) {
          case "0", "false" -> false;
          case "1", "true" -> true;
          default -> flags.stream().anyMatch(BY_ITSELF::contains);
        };
    if (!on) {
      return new Kernels("eigen", Optional.of(ADVICE));
    }
    String best = INSTRUCTIONS.stream().filter(flags::contains).findFirst().orElse("x86-64");
    String limit = Strings.nullToEmpty(environment.get(LIMIT)).toLowerCase(Locale.ROOT);
    return new Kernels(
        "oneDNN " + best + (limit.isEmpty() ? "" : ", at most " + limit), Optional.empty());
  }

  private static Set<String> flags(String cpuInfo) {
    return cpuInfo
        .lines()
        .filter(line -> line.startsWith("flags"))
        .findFirst()
        .map(line -> Set.copyOf(Splitter.onPattern("\\s+").splitToList(line)))
        .orElse(Set.of());
  }

  private static String cpuInfo() {
    try {
      return Files.readString(Path.of("/proc/cpuinfo"));
    } catch (IOException e) {
      return ""; // As on a system without it.
    }
  }
}
