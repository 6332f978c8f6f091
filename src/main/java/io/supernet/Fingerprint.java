package io.supernet;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Stands for what was put into it, under names and in order: the same on every machine and in every
 * release, as long as the version is the same. A component that is added to what is hashed gets a
 * new version, or is put in only where it differs from what it was before there was a choice.
 */
@API(status = INTERNAL)
public final class Fingerprint {

  private final Hasher hasher = Hashing.sha256().newHasher();

  private Fingerprint() {}

  /**
   * An empty one.
   *
   * @param what is hashed, so that equal content of another kind differs
   * @param version of the list of components
   */
  public static Fingerprint of(String what, int version) {
    return new Fingerprint().with(what, version);
  }

  /** Adds a text. */
  public Fingerprint with(String name, String value) {
    put(name, 's');
    text(value);
    return this;
  }

  /** Adds a whole number. */
  public Fingerprint with(String name, long value) {
    put(name, 'l');
    hasher.putLong(value);
    return this;
  }

  /** Adds a number; 0.0 and -0.0 differ, all NaN are the same. */
  public Fingerprint with(String name, double value) {
    put(name, 'd');
    hasher.putLong(Double.doubleToLongBits(value));
    return this;
  }

  /** Adds a choice. */
  public Fingerprint with(String name, boolean value) {
    put(name, 'b');
    hasher.putBoolean(value);
    return this;
  }

  /** Adds whole numbers. */
  public Fingerprint withAll(String name, List<? extends Number> values) {
    with(name, values.size());
    values.forEach(value -> hasher.putLong(value.longValue()));
    return this;
  }

  /** 64 hexadecimal digits. The fingerprint takes nothing more after it. */
  public String hex() {
    return hasher.hash().toString();
  }

  private void put(String name, char type) {
    text(name);
    hasher.putByte((byte) type);
  }

  private void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    hasher.putInt(bytes.length).putBytes(bytes);
  }
}
