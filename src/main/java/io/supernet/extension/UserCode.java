package io.supernet.extension;

import com.google.common.reflect.TypeToken;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/**
 * The boundary to code of users: networks, samplers and what they return. Whatever such code
 * throws, errors and endless recursion included, becomes one sentence with the class and the line,
 * and so does a null. Failures that the project itself tells, and cancellation, pass as they are.
 */
public final class UserCode implements InvocationHandler {

  private final Object object;

  private UserCode(Object object) {
    this.object = object;
  }

  /**
   * The same object, each method of which is called across the boundary; also those of the objects
   * of the project's interfaces that it returns. What belongs to the project stays as it is.
   *
   * @param extension the interface that it is used by; the proxy has the project's other interfaces
   *     that the object implements, too
   */
  public static <T> T guard(T object, Class<T> extension) {
    Class<?> type = object.getClass();
    if (ours(type) || (Proxy.isProxyClass(type) && isBoundary(object))) {
      return object;
    }
    Class<?>[] interfaces =
        TypeToken.of(type).getTypes().interfaces().rawTypes().stream()
            .filter(
                i ->
                    (ours(i) && Modifier.isPublic(i.getModifiers()))
                        || i.equals(AutoCloseable.class))
            .toArray(Class<?>[]::new);
    return extension.cast(
        Proxy.newProxyInstance(extension.getClassLoader(), interfaces, new UserCode(object)));
  }

  /** The name of an object's class, as its author knows it. */
  public static String name(Object object) {
    return Proxy.isProxyClass(object.getClass())
            && Proxy.getInvocationHandler(object) instanceof UserCode guarded
        ? UserLine.name(guarded.object.getClass())
        : UserLine.name(object.getClass());
  }

  /**
   * Does something that runs code of a user's class, such as its constructor.
   *
   * @throws SupernetException if it throws anything
   */
  public static <T> T call(Class<?> type, Callable<T> call) {
    try {
      return call.call();
    } catch (InvocationTargetException e) {
      throw told(type, e.getCause());
    } catch (Throwable e) {
      throw told(type, e);
    }
  }

  /** What ends the work after an object has failed elsewhere than in a call, as on a thread. */
  public static RuntimeException failure(Object object, Throwable thrown) {
    Object whose =
        Proxy.isProxyClass(object.getClass())
                && Proxy.getInvocationHandler(object) instanceof UserCode guarded
            ? guarded.object
            : object;
    return told(whose.getClass(), thrown);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    Object result = call(object.getClass(), () -> method.invoke(object, arguments));
    Class<?> promised = method.getReturnType();
    if (result == null && promised != void.class) {
      throw new SupernetException(
          Kind.USAGE,
          Text.of(
              "Class '%s' returns null from '%s'; return what %s asks for.",
              name(proxy), method.getName(), method.getDeclaringClass().getName()));
    }
    return promised.isInterface() && ours(promised) ? guarded(result, promised) : result;
  }

  private static <T> T guarded(Object result, Class<T> promised) {
    return guard(promised.cast(result), promised);
  }

  private static boolean isBoundary(Object proxy) {
    return Proxy.getInvocationHandler(proxy) instanceof UserCode;
  }

  /** Whether a class came with the project: users may use its package names for their own. */
  private static boolean ours(Class<?> type) {
    return type.getName().startsWith("io.supernet.")
        && Objects.equals(
            type.getProtectionDomain().getCodeSource(),
            UserCode.class.getProtectionDomain().getCodeSource());
  }

  private static RuntimeException told(Class<?> type, Throwable thrown) {
    Throwable e =
        thrown instanceof ExceptionInInitializerError && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (e instanceof RuntimeException told
        && (ours(e.getClass()) || e instanceof CancellationException)) {
      return told;
    }
    String line = UserLine.of(type, e).map(at -> " at " + at).orElse("");
    return new SupernetException(
        Kind.USAGE, "Class '" + UserLine.name(type) + "' " + what(e, line) + ".", e);
  }

  private static String what(Throwable e, String line) {
    if (e instanceof StackOverflowError) {
      return "calls itself without end" + line + "; let the recursion end";
    }
    if (e instanceof OutOfMemoryError) {
      return Text.of(
          "runs out of memory%s; set SUPERNET_JAVA_OPTS=-Xmx8g, or so, if it needs that much",
          line);
    }
    if (e instanceof LinkageError) {
      return Text.of(
          "needs what cannot be loaded (%s)%s; add its jar or folder to SUPERNET_CLASSPATH",
          UserLine.words(e), line);
    }
    return Text.of("fails%s: %s", line, UserLine.words(e));
  }
}
