package io.supernet.spaces;

import com.google.common.base.Throwables;
import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.network.Network;
import java.lang.reflect.InvocationTargetException;

/** Networks from classes on the classpath. */
final class CustomNetworks {

  private CustomNetworks() {}

  static Network create(String className) {
    try {
      Object made = Class.forName(className).getConstructor().newInstance();
      if (made instanceof Network network) {
        return network;
      }
      throw new SupernetException(
          Kind.USAGE,
          "Class '" + className + "' does not implement " + Network.class.getName() + ".");
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
