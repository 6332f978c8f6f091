package io.supernet.files;

import java.io.File;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Iterator;

/** The platform's path, as one of another file system, so that its files are opened there. */
final class ForwardingPath implements InvocationHandler {

  private final Path path;
  private final FileSystem files;

  private ForwardingPath(Path path, FileSystem files) {
    this.path = path;
    this.files = files;
  }

  /** A path of {@code files} that stands for the platform's. */
  static Path wrap(Path path, FileSystem files) {
    return (Path)
        Proxy.newProxyInstance(
            ForwardingPath.class.getClassLoader(),
            new Class<?>[] {Path.class},
            new ForwardingPath(path, files));
  }

  /** The platform's path. */
  static Path unwrap(Path path) {
    return unwrapped(path) instanceof Path platform ? platform : path;
  }

  private static Object unwrapped(Object value) {
    return value != null
            && Proxy.isProxyClass(value.getClass())
            && Proxy.getInvocationHandler(value) instanceof ForwardingPath forwarding
        ? forwarding.path
        : value;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("getFileSystem")) {
      return files;
    }
    if (method.getName().equals("toFile")) {
      return new File(path.toString()); // The platform's path is no longer a default one.
    }
    Object[] platforms = arguments == null ? null : arguments.clone();
    for (int i = 0; platforms != null && i < platforms.length; i++) {
      platforms[i] = unwrapped(platforms[i]);
    }
    try {
      return wrapped(method.invoke(path, platforms));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object wrapped(Object result) {
    if (result instanceof Path other) {
      return wrap(other, files);
    }
    return result instanceof Iterator<?> names ? wrapped(names) : result;
  }

  private Iterator<Object> wrapped(Iterator<?> names) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return names.hasNext();
      }

      @Override
      public Object next() {
        return wrapped(names.next());
      }
    };
  }
}
