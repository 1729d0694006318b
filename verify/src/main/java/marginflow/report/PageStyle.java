package marginflow.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How pages look: the style sheet beside this class, and the palette. */
public final class PageStyle {

  private PageStyle() {}

  /** The rules of a page with drawings in it. */
  public static String css() {
    return resource("report.css") + colours();
  }

  /** The palette as style rules: the dark values win where a dark page is asked for. */
  private static String colours() {
    String rules =
        Arrays.stream(Ink.values())
            .map(ink ->
                ".f-%1$s{fill:var(--%1$s)}.s-%1$s{stroke:var(--%1$s)}%n".formatted(ink.cssName()))
            .collect(Collectors.joining());
    return "\n:root{%s}\n@media(prefers-color-scheme:dark){:root{%s}}\n%s"
        .formatted(variables(false), variables(true), rules);
  }

  private static String variables(boolean dark) {
    return Arrays.stream(Ink.values())
        .map(ink -> "--%s:%s;".formatted(ink.cssName(), dark ? ink.dark() : ink.light()))
        .collect(Collectors.joining());
  }

  /** A file beside this class. */
  static String resource(String name) {
    try (InputStream in = PageStyle.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build left no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
