def log = new File(basedir, "build.log").text
// A plain assert would print the whole log.
def says = { if (!log.contains(it)) throw new AssertionError("not said: " + it) }
def counts = { String part, int times ->
  if (log.count(part) != times) throw new AssertionError(part + ": " + log.count(part) + " times, not " + times)
}
says "space: class com.acme.Own is neither in"
says "Compile the project first: mvn compile supernet:run."
says "skipped: a project of packaging pom has nothing to search for"
counts "up to date: models/own-", 1
counts "up to date: models/plain-", 1
def json = new groovy.json.JsonSlurper()
def own = json.parse(new File(basedir, "own/src/main/supernet/own.json"))
assert own.space == "com.acme.Own"
assert own.inputs.classes.length() == 64
assert json.parse(new File(basedir, "plain/src/main/supernet/plain.json")).inputs.classes == ""
