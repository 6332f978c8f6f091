package io.supernet.spaces;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.supernet.SupernetException;
import io.supernet.SupernetException.Kind;
import io.supernet.Text;
import io.supernet.extension.UserCode;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Networks and other things of users, from classes of a class loader. By default that is the
 * thread's context class loader and, for what it does not find, the project's own.
 */
@API(status = INTERNAL)
public final class OnClasspath {

  private OnClasspath() {}

  /** The class loader where nobody gives one. */
  public static ClassLoader loader() {
    ClassLoader own = OnClasspath.class.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context == null || context.equals(own)) {
      return own;
    }
    return new ClassLoader(context) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        return own.loadClass(name);
      }
    };
  }

  /** Whether there is a class of this name; none of its code is run. */
  public static boolean has(String className) {
    try {
      load(className, loader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Whether this is the name of a class. One without a package begins with a capital, or is there:
   * options are also read where the user's classes are not.
   */
  public static boolean isName(String name) {
    return name.contains(".")
        || (!name.isEmpty() && Character.isUpperCase(name.charAt(0)))
        || has(name);
  }

  /** Such a class of {@link #loader}, with a constructor without parameters. */
  public static <T> Class<? extends T> find(String className, Class<T> type) {
    return find(className, type, loader(), Set.of());
  }

  /**
   * The class of this name, which can be made an object of; none of its code is run.
   *
   * @param type what the class has to implement
   * @param offered types of which its constructor may have parameters, one of each
   * @throws SupernetException if there is no such class, or it cannot be used
   */
  public static <T> Class<? extends T> find(
      String className, Class<T> type, ClassLoader loader, Set<Class<?>> offered) {
    Class<?> found;
    try {
      found = load(className, loader);
      if (type.isAssignableFrom(found)) {
        constructor(found, offered);
        return found.asSubclass(type);
      }
    } catch (ClassNotFoundException e) {
      throw wrong(
          className, "is not on the classpath; add its jar or folder to SUPERNET_CLASSPATH", e);
    } catch (NoSuchMethodException e) {
      throw wrong(
          className, "needs to be public with a public constructor " + parameters(offered), e);
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

  /** Such an object of a class of {@link #loader}, with a constructor without parameters. */
  public static <T> T create(String className, Class<T> type) {
    return create(className, type, loader(), Map.of());
  }

  /**
   * An object of a class of this name, all methods of which may fail in a way that users
   * understand.
   *
   * @param type what the class has to implement
   * @param offered what its constructor may ask for, by type; of several constructors the one that
   *     asks for most is taken
   * @throws SupernetException if there is no such class, or it cannot be used
   */
  public static <T> T create(
      String className, Class<T> type, ClassLoader loader, Map<Class<?>, Object> offered) {
    Class<? extends T> found = find(className, type, loader, offered.keySet());
    T made =
        UserCode.call(
            found,
            () -> {
              Constructor<? extends T> constructor = constructor(found, offered.keySet());
              return constructor.newInstance(
                  Arrays.stream(constructor.getParameterTypes()).map(offered::get).toArray());
            });
    return UserCode.guard(made, type);
  }

  @SuppressWarnings("unchecked")
  private static <T> Constructor<T> constructor(Class<T> type, Set<Class<?>> offered)
      throws NoSuchMethodException {
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      throw new NoSuchMethodException(type.getName());
    }
    return (Constructor<T>)
        Arrays.stream(type.getConstructors())
            .filter(c -> takes(c, offered))
            .max(Comparator.comparingInt(Constructor::getParameterCount))
            .orElseThrow(() -> new NoSuchMethodException(type.getName()));
  }

  private static boolean takes(Constructor<?> constructor, Set<Class<?>> offered) {
    List<Class<?>> types = List.of(constructor.getParameterTypes());
    return offered.containsAll(types) && types.stream().distinct().count() == types.size();
  }

  private static String parameters(Set<Class<?>> offered) {
    return offered.isEmpty()
        ? "without parameters"
        : Text.of(
            "that has no parameters but some of %s, each once",
            offered.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", ")));
  }

  /** Does not initialize the class: its code is not to run before it is known to be of use. */
  private static Class<?> load(String className, ClassLoader loader) throws ClassNotFoundException {
    return Class.forName(className, false, loader);
  }

  private static SupernetException wrong(String className, String why, @Nullable Throwable cause) {
    return new SupernetException(Kind.USAGE, "Class '" + className + "' " + why + ".", cause);
  }
}
