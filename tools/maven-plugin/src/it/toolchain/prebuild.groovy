import java.nio.file.Files

// Its odd path shows in the log whether the toolchain was taken.
def jdk = new File(basedir, "jdk")
Files.createSymbolicLink(jdk.toPath(), new File(System.getProperty("java.home")).toPath())
new File(basedir, "toolchains.xml").text = """
<toolchains>
  <toolchain>
    <type>jdk</type>
    <provides>
      <version>17</version>
      <vendor>this</vendor>
    </provides>
    <configuration>
      <jdkHome>${jdk}</jdkHome>
    </configuration>
  </toolchain>
</toolchains>
"""
return true
