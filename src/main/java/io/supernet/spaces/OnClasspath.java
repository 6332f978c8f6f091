package io.supernet.spaces;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.extension.UserCode;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import org.apiguardian.api.API;

/**
 * Networks and other things of users, from classes on the classpath: those that the thread's
 * context class loader finds, or else the project's own.
 */
@API(status = INTERNAL)
public final class OnClasspath {

  private OnClasspath() {}

  /** Whether there is a class of this name; none of its code is run. */
  public static boolean has(String className) {
    try {
      load(className);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * The class of this name, which can be made an object of; none of its code is run.
   *
   * @param type what the class has to implement
   * @throws SupernetException if there is no such class, or it cannot be used
   */
  public static <T> Class<? extends T> find(String className, Class<T> type) {
    Class<?> found;
    try {
      found = load(className);
      if (type.isAssignableFrom(found)) {
        constructor(found);
        return found.asSubclass(type);
      }
    } catch (ClassNotFoundException e) {
      throw wrong(
          className, "is not on the classpath; add its jar or folder to SUPERNET_CLASSPATH", e);
    } catch (NoSuchMethodException e) {
      throw wrong(className, "needs to be public with a public constructor without parameters", e);
    } catch (LinkageError e) {
      throw wrong(
          className,
          "cannot be loaded ("
              + e
              + "); check that it was compiled for this Java and that all it needs is in SUPERNET_CLASSPATH",
          e);
    }
    throw wrong(className, "does not implement " + type.getName(), null);
  }

  /**
   * An object of a class of this name, all methods of which may fail in a way that users
   * understand.
   *
   * @param type what the class has to implement
   * @throws SupernetException if there is no such class, or it cannot be used
   */
  public static <T> T create(String className, Class<T> type) {
    Class<? extends T> found = find(className, type);
    T made = UserCode.call(found, () -> constructor(found).newInstance());
    return UserCode.guard(made, type);
  }

  private static <T> Constructor<T> constructor(Class<T> type) throws NoSuchMethodException {
    Constructor<T> constructor = type.getConstructor();
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      throw new NoSuchMethodException(type.getName());
    }
    return constructor;
  }

  /** Does not initialize the class: its code is not to run before it is known to be of use. */
  private static Class<?> load(String className) throws ClassNotFoundException {
    ClassLoader own = OnClasspath.class.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try {
      return Class.forName(className, false, context == null ? own : context);
    } catch (ClassNotFoundException e) {
      return Class.forName(className, false, own);
    }
  }

  private static SupernetException wrong(String className, String why, Throwable cause) {
    return new SupernetException(Kind.USAGE, "Class '" + className + "' " + why + ".", cause);
  }
}
