// Not an assert, which would print the whole log.
if (new File(basedir, "build.log").text.count("answers 2 [below, above]") != 2) {
  throw new AssertionError("not both versions of Spring Boot have answered")
}
