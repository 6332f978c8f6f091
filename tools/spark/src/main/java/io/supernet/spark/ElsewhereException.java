package io.supernet.spark;

/** An executor that is unfit for a job got it again; Spark gives it to another. */
final class ElsewhereException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ElsewhereException(String worker) {
    super(worker + " cannot do this job", null, false, false);
  }
}
