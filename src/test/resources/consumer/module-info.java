module com.acme {
  requires io.supernet;

  // The library makes objects of classes that options name.
  exports com.acme to
      io.supernet;
}
