/**
 * One-shot neural architecture search with TensorFlow.
 *
 * <p>Start with {@link io.supernet.data.DataSet#ofRows examples}, a {@link
 * io.supernet.run.Run#builder run}, the {@link io.supernet.pipeline.Pipeline pipeline} that does
 * it, and a {@link io.supernet.export.Predictor predictor} of what it exported. A {@link
 * io.supernet.network.Network network} of your own is a search space of your own.
 *
 * <p>What is exported is the API, but for types and methods that are marked {@code
 * org.apiguardian.api.API.Status.INTERNAL}: other packages of this module need those, and they
 * change without notice.
 */
module io.supernet {
  requires transitive com.google.protobuf;
  requires transitive org.tensorflow.ndarray;
  requires transitive tensorflow;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;
  requires com.google.common;
  requires com.google.gson;
  requires de.siegmar.fastcsv;
  requires hipparchus.core;
  requires hipparchus.stat;
  requires java.management;
  requires jdk.management;
  requires org.bytedeco.javacpp;
  requires org.slf4j;
  requires tensorflow.framework;
  requires static com.google.errorprone.annotations;
  requires static io.soabase.recordbuilder.core;
  requires static java.compiler;
  // The command line alone needs these.
  requires static info.picocli;
  requires static me.tongfei.progressbar;

  // Data that take TensorFlow to be read.
  uses io.supernet.data.DataForm;

  // Clusters that do its jobs.
  uses io.supernet.work.EngineProvider;

  provides io.supernet.data.DataForm with
      io.supernet.images.ImageFolders,
      io.supernet.images.RecordFiles;

  exports io.supernet;
  exports io.supernet.cost;
  exports io.supernet.data;
  exports io.supernet.evaluate;
  exports io.supernet.export;
  exports io.supernet.network;
  exports io.supernet.pipeline;
  exports io.supernet.proto;
  exports io.supernet.run;
  exports io.supernet.sampling;
  exports io.supernet.score;
  exports io.supernet.search;
  exports io.supernet.space;
  exports io.supernet.spaces;
  exports io.supernet.supernet;
  exports io.supernet.train;

  // Files of a run are records in JSON.
  opens io.supernet.cost to
      com.google.gson;
  opens io.supernet.data to
      com.google.gson;
  opens io.supernet.evaluate to
      com.google.gson;
  opens io.supernet.export to
      com.google.gson;
  opens io.supernet.measure to
      com.google.gson;
  opens io.supernet.network to
      com.google.gson;
  opens io.supernet.plan to
      com.google.gson;
  opens io.supernet.pipeline to
      com.google.gson;
  opens io.supernet.report to
      com.google.gson;
  opens io.supernet.run to
      com.google.gson;
  opens io.supernet.search to
      com.google.gson;
  opens io.supernet.stats to
      com.google.gson;
  opens io.supernet.storage to
      com.google.gson;
  opens io.supernet.study.audit to
      com.google.gson;
  opens io.supernet.study.compare to
      com.google.gson;
  opens io.supernet.study.coupling to
      com.google.gson;
  opens io.supernet.supernet to
      com.google.gson;
  opens io.supernet.train to
      com.google.gson;
  opens io.supernet.cli to
      com.google.gson,
      info.picocli;
}
