package io.supernet.report;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A page that needs nothing but itself: style, script and charts' library are inside, and its
 * security policy forbids a browser to fetch anything or to run any other script.
 *
 * @param title of the page
 * @param subtitle what it is about, in a line
 * @param sections one under the other
 */
record Page(String title, String subtitle, List<Section> sections) {

  Page {
    sections = ImmutableList.copyOf(sections);
  }

  String html() {
    String library = resource("d3/d3.min.js").strip();
    String charts = resource("charts.js").strip();
    return Html.of(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src %s %s"/>
            <meta name="color-scheme" content="light dark"/>
            <link rel="icon" href="data:,"/>
            <title>%s</title>
            <style>
            %s
            </style>
            </head>
            <body>
            <header>
            <h1>%s</h1>
            <p class="subtitle">%s</p>
            <nav>%s</nav>
            </header>
            <main>
            %s
            </main>
            <!-- The charts are drawn with D3, under this license:
            %s-->
            <script>%s</script>
            <script>%s</script>
            </body>
            </html>
            """,
            new Html(hash(library)),
            new Html(hash(charts)),
            title,
            new Html(resource("page.css")),
            title,
            subtitle,
            Html.all(sections.stream().map(Section::link).toList()),
            Html.all(sections.stream().map(Section::html).toList()),
            resource("d3/LICENSE"),
            new Html(library),
            new Html(charts))
        .markup();
  }

  /** A script as the security policy names it. */
  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try {
      return Resources.toString(url(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(String name) {
    return Resources.getResource(Page.class, name);
  }
}
