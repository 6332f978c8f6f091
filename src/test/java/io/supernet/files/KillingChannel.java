package io.supernet.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * Does everything as the platform does it, but in a write at which something is to happen, this
 * happens half-way.
 */
final class KillingChannel extends FileChannel {

  private final FileChannel channel;
  private final Countdown countdown;

  KillingChannel(FileChannel channel, Countdown countdown) {
    this.channel = channel;
    this.countdown = countdown;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    if (!countdown.isMoment()) {
      return channel.write(bytes);
    }
    int half = channel.write(half(bytes));
    countdown.act();
    return half + channel.write(bytes.position(bytes.position() + half));
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    if (!countdown.isMoment()) {
      return channel.write(bytes, position);
    }
    int half = channel.write(half(bytes), position);
    countdown.act();
    return half + channel.write(bytes.position(bytes.position() + half), position + half);
  }

  private static ByteBuffer half(ByteBuffer bytes) {
    return bytes.slice(bytes.position(), bytes.remaining() / 2);
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    countdown.next();
    channel.truncate(size);
    return this;
  }

  @Override
  public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
    countdown.next();
    return channel.write(bytes, offset, length);
  }

  @Override
  public long transferFrom(ReadableByteChannel from, long position, long count) throws IOException {
    countdown.next();
    return channel.transferFrom(from, position, count);
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    return channel.read(bytes);
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    return channel.read(bytes, position);
  }

  @Override
  public long read(ByteBuffer[] bytes, int offset, int length) throws IOException {
    return channel.read(bytes, offset, length);
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel to) throws IOException {
    return channel.transferTo(position, count, to);
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    channel.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void force(boolean metadata) throws IOException {
    channel.force(metadata);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return channel.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return channel.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return channel.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    channel.close();
  }
}
