package io.supernet.supernet;

import io.supernet.network.PlainNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;

/**
 * Tells how many threads TensorFlow has for single operations after a first and a second session.
 */
final class FirstSession {

  private FirstSession() {}

  public static void main(String[] args) throws Exception {
    SessionConfig.decide(Integer.parseInt(args[0]));
    try (Graph graph = new Graph();
        Session session = new Session(graph, SessionConfig.of(Integer.parseInt(args[1])))) {
      Ops tf = PlainNames.in(graph);
      session.run(tf.constant(1));
    }
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      long ofTensorFlow = 0;
      for (Path task : tasks.toList()) {
        // Threads of Java have names of their own.
        ofTensorFlow += Files.readString(task.resolve("comm")).equals("java\n") ? 1 : 0;
      }
      System.out.println(ofTensorFlow);
    }
  }
}
