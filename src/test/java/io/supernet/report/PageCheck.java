package io.supernet.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** What holds for a page without a browser to show it in. */
final class PageCheck {

  private static final Pattern CODE = Pattern.compile("(?s)<script>(.*?)</script>");

  private PageCheck() {}

  /** Parses a page, whose elements all end, and checks that it needs nothing from outside. */
  static Document check(String page) {
    List<String> scripts = CODE.matcher(page).results().map(m -> m.group(1)).toList();
    Document document = parse(CODE.matcher(page).replaceAll("<script></script>"));
    String policy = "";
    List<String> ids = new ArrayList<>();
    for (Element element : elements(document, "*")) {
      for (String attribute : List.of("src", "href", "data", "action", "srcset", "poster")) {
        String value = element.getAttribute(attribute);
        assertThat(value.isEmpty() || value.startsWith("data:") || value.startsWith("#"))
            .as(attribute + " " + value)
            .isTrue();
      }
      assertThat(element.getAttributes().getLength()).isLessThan(5);
      if (element.hasAttribute("id")) {
        ids.add(element.getAttribute("id"));
      }
      if (element.getAttribute("http-equiv").equals("Content-Security-Policy")) {
        policy = element.getAttribute("content");
      }
    }
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(elements(document, "a"))
        .allSatisfy(a -> assertThat(ids).contains(a.getAttribute("href").substring(1)));
    for (Element style : elements(document, "style")) {
      assertThat(style.getTextContent()).doesNotContain("url(", "@import");
    }
    assertThat(policy).startsWith("default-src 'none'").doesNotContain("http", "*");
    assertThat(scripts).hasSize(2);
    for (String script : scripts) {
      assertThat(policy).contains(sha256(script));
    }
    for (Element script : elements(document, "script")) {
      if (script.getAttribute("type").equals("application/json")) {
        assertThat(JsonParser.parseString(script.getTextContent()).isJsonObject()).isTrue();
      }
    }
    return document;
  }

  static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** The words that a reader sees. */
  static String text(Document document) {
    Element body = (Element) elements(document, "body").get(0).cloneNode(true);
    for (NodeList scripts = body.getElementsByTagName("script"); scripts.getLength() > 0; ) {
      scripts.item(0).getParentNode().removeChild(scripts.item(0));
    }
    return body.getTextContent().replaceAll("[\\s\u00a0]+", " ");
  }

  /** The page is XML as well, so that a parser for it finds every element that does not end. */
  private static Document parse(String page) {
    try {
      DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // Else it prints what it throws.
      return builder.parse(new InputSource(new StringReader(page)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String sha256(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
