package marginflow.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

  /** Installed before the page's own scripts: keeps every error for the harness. */
  private static final String WATCH =
      """
      <script>
      window.problems = [];
      addEventListener("error", (e) => problems.push(String(e.message)), true);
      addEventListener("unhandledrejection", (e) => problems.push(String(e.reason)));
      console.error = (...what) => problems.push(what.join(" "));
      </script>
      """;

  private static final Pattern OUTCOME = Pattern.compile("<pre id=\"outcome\">(.*?)</pre>");

  /** A megabyte is what a mail or a repository takes without a word. */
  private static final long MOST_BYTES = 1_000_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 6})
  void worksInARealBrowser(int d) throws IOException, InterruptedException {
    Path page = folder.resolve("report.html");
    Report.write(ToyRun.of(d), page);
    Path harness = harness(Files.readString(page, StandardCharsets.UTF_8));
    String dom = Browser.find(folder).dump(harness.toUri(), 20_000);
    Matcher outcome = OUTCOME.matcher(dom);
    assertTrue(outcome.find(), dom);
    String json = outcome.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    JsonNode visits = JsonMapper.shared().readTree(json);
    assertEquals(2, visits.size());
    for (JsonNode visit : visits) {
      assertAll(
          visit.toString(),
          () -> assertEquals(0, visit.get("problems").size(), "errors"),
          () -> assertTrue(visit.get("overflow").asInt() <= 0, "horizontal overflow"),
          () -> assertTrue(visit.get("sliderMoves").asBoolean(), "slider"),
          () -> assertTrue(visit.get("playMoves").asBoolean(), "play"),
          () -> assertTrue(visit.get("pauseHolds").asBoolean(), "pause"),
          () -> assertEquals(5, visit.get("figures").asInt(), "figures"),
          () -> assertTrue(visit.get("verdict").asString().startsWith("KKT point"), "verdict"));
    }
  }

  /** By its own name where it has one, and by its number where it has none. */
  @Test
  void featuresHaveTheirNames() throws IOException {
    Path page = folder.resolve("report.html");
    Report.write(ToyRun.of(2), page);
    String text = Files.readString(page, StandardCharsets.UTF_8);
    assertTrue(text.contains("<th scope=\"col\">a&lt;b</th><th scope=\"col\">x<sub>2</sub></th>"));
  }

  @Test
  void theLivePageKeepsItsLineUpToDate() throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/live", exchange -> answer(exchange, "{\"line\": \"step 7\", \"page\": 1}"));
    server.createContext("/", exchange -> answer(exchange, Report.livePage(ToyRun.of(2), 1)));
    server.start();
    try {
      URI page = URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
      String dom = Browser.find(folder).dump(page, 3000);
      assertTrue(dom.contains("data-page=\"1\" aria-live=\"off\">step 7</p>"), dom);
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void isOneSmallFileThatNamesNoOther() throws IOException {
    Path page = folder.resolve("report.html");
    Report.write(ToyRun.of(2), page);
    String html = Files.readString(page, StandardCharsets.UTF_8);
    assertTrue(Files.size(page) < MOST_BYTES, () -> "bytes: " + html.length());
    String addresses = html.replace("http://www.w3.org/2000/svg", "");
    assertFalse(Pattern.compile("https?:|<link[^>]*stylesheet|src=").matcher(addresses).find());
    assertFalse(html.contains("toy <run>"), "names must be escaped");
    assertFalse(html.contains("{{"), "a field of the template was left empty");
  }

  private Path harness(String html) throws IOException {
    String page = html.replace("<head>", "<head>" + WATCH);
    String literal = JsonMapper.shared().writeValueAsString(page).replace("</", "<\\/");
    try (InputStream in = ReportTest.class.getResourceAsStream("harness.html")) {
      String harness = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Files.writeString(
          folder.resolve("harness.html"), harness.replace("PAGE", literal), StandardCharsets.UTF_8);
    }
  }
}
