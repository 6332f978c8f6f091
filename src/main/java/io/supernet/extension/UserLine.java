package io.supernet.extension;

import com.google.common.base.Throwables;
import io.supernet.Text;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where in the code of a user something happened, and what was said there. */
public final class UserLine {

  private static final int MOST_CHARACTERS = 300;

  /** Names of classes that no user wrote begin so. */
  private static final List<String> OTHERS =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "org.tensorflow.",
          "org.bytedeco.",
          "io.supernet.");

  private UserLine() {}

  /**
   * The topmost line in the class of a user, or else in any class of a user's, such as {@code
   * com.acme.MyNetwork.build(MyNetwork.java:12)}.
   */
  static Optional<String> of(Class<?> type, Throwable e) {
    Set<String> names = new HashSet<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      names.add(outermost(c.getName()));
    }
    List<StackTraceElement> frames =
        Throwables.getCausalChain(e).stream()
            .flatMap(
                cause ->
                    Arrays.stream(cause.getStackTrace()).takeWhile(frame -> !isBoundary(frame)))
            .toList();
    return frames.stream()
        .filter(frame -> names.contains(outermost(frame.getClassName())))
        .findFirst()
        .or(() -> frames.stream().filter(UserLine::ofUser).findFirst())
        .map(UserLine::text);
  }

  /**
   * The line of a user's that asks the JVM to end, if that is what a thread is doing.
   *
   * @param stack of the thread, topmost first
   */
  public static Optional<String> exiting(StackTraceElement[] stack) {
    int exit = -1;
    boolean inside = false;
    for (int i = 0; i < stack.length; i++) {
      if (Set.of(System.class.getName(), Runtime.class.getName()).contains(stack[i].getClassName())
          && stack[i].getMethodName().equals("exit")) {
        exit = i;
      }
      inside |= isBoundary(stack[i]);
    }
    return exit >= 0 && exit + 1 < stack.length && (inside || ofUser(stack[exit + 1]))
        ? Optional.of(text(stack[exit + 1]))
        : Optional.empty();
  }

  /** What was thrown, on one line without a full stop. */
  static String words(Throwable e) {
    String words = e.toString().strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    return words.length() <= MOST_CHARACTERS ? words : words.substring(0, MOST_CHARACTERS) + "…";
  }

  /** The name of a class; of a lambda that of the class it is written in. */
  static String name(Class<?> type) {
    return type.getName().replaceFirst("\\$\\$Lambda.*", "");
  }

  private static String outermost(String className) {
    return className.replaceFirst("(?<!^)\\$.*", "");
  }

  private static boolean isBoundary(StackTraceElement frame) {
    return frame.getClassName().equals(UserCode.class.getName());
  }

  private static boolean ofUser(StackTraceElement frame) {
    return OTHERS.stream().noneMatch(frame.getClassName()::startsWith);
  }

  private static String text(StackTraceElement frame) {
    String place =
        frame.getFileName() == null
            ? "unknown source"
            : frame.getLineNumber() < 0
                ? frame.getFileName()
                : frame.getFileName() + ":" + frame.getLineNumber();
    return Text.of("%s.%s(%s)", frame.getClassName(), frame.getMethodName(), place);
  }
}
