package marginflow.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every source file is as google-java-format writes it. */
class FormattingTest {

  private static final String COMMAND =
      "mvn -q test -pl bench -am -Dtest=FormattingTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dmarginflow.format=fix";

  private static final boolean FIX = System.getProperty("marginflow.format", "").equals("fix");

  private final Formatter formatter =
      new Formatter(JavaFormatterOptions.builder().reorderModifiers(true).build());

  @Test
  void sourcesAreFormatted() throws IOException, FormatterException {
    List<String> wrong = new ArrayList<>();
    for (Path file : Sources.all()) {
      String source = Files.readString(file);
      String formatted = format(source);
      if (!source.equals(formatted)) {
        if (FIX) {
          Files.writeString(file, formatted);
        } else {
          wrong.add(Sources.root().relativize(file).toString());
        }
      }
    }
    assertEquals(List.of(), wrong, () -> "not formatted; to format everything: " + COMMAND);
  }

  @Test
  void aBadlyFormattedSourceWouldBeSeen() throws FormatterException {
    String bad = "class  A{}\n";
    assertNotEquals(bad, format(bad));
  }

  private String format(String source) throws FormatterException {
    return formatter.formatSourceAndFixImports(source);
  }
}
