package com.acme.sizes;

/** A request that is not answered, with an HTTP status and one sentence for whoever sent it. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  private final int status;

  Refusal(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  int status() {
    return status;
  }
}
