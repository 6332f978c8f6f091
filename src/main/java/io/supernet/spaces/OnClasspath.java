package io.supernet.spaces;

import com.google.common.base.Throwables;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import java.lang.reflect.InvocationTargetException;

/** Networks and other things of users, from classes on the classpath. */
public final class OnClasspath {

  private OnClasspath() {}

  /**
   * An object of a class of this name.
   *
   * @param type what the class has to implement
   * @throws SupernetException if there is no such class, or it cannot be used
   */
  public static <T> T create(String className, Class<T> type) {
    try {
      Object made = Class.forName(className).getConstructor().newInstance();
      if (type.isInstance(made)) {
        return type.cast(made);
      }
      throw new SupernetException(
          Kind.USAGE, "Class '" + className + "' does not implement " + type.getName() + ".");
    } catch (ClassNotFoundException e) {
      throw new SupernetException(
          Kind.USAGE,
          "Class '"
              + className
              + "' is not on the classpath; add its jar or folder to SUPERNET_CLASSPATH.",
          e);
    } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
      throw new SupernetException(
          Kind.USAGE,
          "Class '"
              + className
              + "' needs to be public with a public constructor without parameters.",
          e);
    } catch (LinkageError e) {
      throw new SupernetException(
          Kind.USAGE,
          "Class '" + className + "' cannot be loaded: " + Throwables.getRootCause(e) + ".",
          e);
    } catch (InvocationTargetException e) {
      throw new SupernetException(
          Kind.USAGE, "The constructor of '" + className + "' failed: " + e.getCause() + ".", e);
    }
  }
}
