package io.supernet.text;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Ends a text with a newline. A quote that the end of the file leaves open then has a newline
 * inside, by which it is known.
 */
final class NewlineAtEnd extends FilterReader {

  private boolean ended;

  NewlineAtEnd(Reader in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    if (next >= 0 || ended) {
      return next;
    }
    ended = true;
    return '\n';
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count >= 0 || ended || length == 0) {
      return count;
    }
    ended = true;
    buffer[offset] = '\n';
    return 1;
  }
}
