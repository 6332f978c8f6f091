def log = new File(basedir, "build.log").text
// A plain assert would print the whole log.
def says = { if (!log.contains(it)) throw new AssertionError("not said: " + it) }
says "/toolchain/jdk/bin/java @"
says "No toolchain of type jdk is {"
says "vendor=other"
