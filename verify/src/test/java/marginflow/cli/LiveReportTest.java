package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginflow.io.Json;
import marginflow.run.LiveReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The report of a run that goes on, as a browser asks for it. */
class LiveReportTest {

  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");

  @TempDir private Path folder = Path.of("");

  private final StringWriter err = new StringWriter();

  @Test
  void aFlowIsShownWhileItGoesOnAndWhenItHasEnded() throws Exception {
    Path data = folder.resolve("four.csv");
    Files.writeString(data, "1,2,1\n2,1,1\n-1,-1,-1\n-2,-1,-1\n");
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(() ->
            flow(
                "--serve",
                "--net",
                "linear:2-8-1",
                "--data",
                data.toString(),
                "--integrator",
                "gd",
                "--max-steps",
                "1000000000",
                "--until-log10-loss",
                "-1e6",
                "--max-seconds",
                "6",
                "--out",
                folder.resolve("run").toString()));
    URI address = address();
    String first = pageThatHolds(address, "The flow goes on");
    assertTrue(first.contains("id=\"live\""));
    var live = Json.read("live", get(address.resolve("live")).getBytes(StandardCharsets.UTF_8));
    assertTrue(
        live.path("line").asString("").matches("flow: step \\d+, .* steps/s.*"), live::toString);
    assertTrue(live.path("page").asInt(0) >= 1);
    String last = pageThatHolds(address, "time-limit");
    assertFalse(last.contains("id=\"live\""), "the last page asks for no more");
    assertEquals(ExitCode.OK, code.get());
    assertThrows(IOException.class, () -> get(address), "the port is given back");
  }

  @Test
  void pagesAreMadeOnlyWhileSomebodyLooks() throws Exception {
    try (LiveReport report = LiveReport.at("0")) {
      report.show(() -> "line 1", number -> "page " + number);
      assertTrue(get(report.address()).contains("not taken a step yet"));
      report.show(() -> "too early for a line", number -> "page " + number);
      assertEquals("page 1", get(report.address()));
      report.show(() -> "", number -> "too early for a page");
      assertEquals("page 1", get(report.address()));
      Thread.sleep(2100);
      report.show(() -> "line 2", number -> "page " + number);
      assertEquals("page 2", get(report.address()));
      String live = get(report.address().resolve("live"));
      assertTrue(live.contains("line 2") && live.contains("\"page\" : 2"), live);
    }
  }

  @Test
  void othersAreNotServed() throws Exception {
    try (LiveReport report = LiveReport.at("0")) {
      assertEquals(200, ask(report.address(), "GET").getResponseCode());
      assertEquals(404, ask(report.address().resolve("secret"), "GET").getResponseCode());
      assertEquals(405, ask(report.address(), "POST").getResponseCode());
      assertTrue(rebound(report.address()).startsWith("HTTP/1.1 403"));
    }
  }

  @Test
  void aPageMayAskNobodyElseAndItsHeadHasNoBody() throws Exception {
    try (LiveReport report = LiveReport.at("0")) {
      HttpURLConnection head = ask(report.address(), "HEAD");
      assertEquals(200, head.getResponseCode());
      assertTrue(head.getContentLength() > 0);
      assertTrue(head.getHeaderField("Content-Security-Policy").startsWith("default-src 'none'"));
      assertEquals("nosniff", head.getHeaderField("X-Content-Type-Options"));
    }
  }

  /** Whoever opens connections and says nothing takes neither all threads nor all file handles. */
  @Test
  void silentConnectionsAreBounded() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try (LiveReport report = LiveReport.at("0")) {
      for (int i = 0; i < 100; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), report.address().getPort());
        socket.setSoTimeout(10_000);
        silent.add(socket);
        socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.UTF_8));
      }
      long limit = System.nanoTime() + 20_000_000_000L;
      for (Socket socket : silent) {
        assertTrue(isClosed(socket), "a connection that says nothing is closed in time");
      }
      assertTrue(System.nanoTime() < limit);
      assertTrue(get(report.address()).contains("not taken a step yet"));
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private static boolean isClosed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException still) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** What a browser sends whose page calls us by a name of its own. */
  private static String rebound(URI address) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void placesOutsideThisMachineAndTakenPortsAreRefused() throws IOException {
    assertEquals(ExitCode.USAGE, flow("--serve=0.0.0.0:8080"));
    assertTrue(err.toString().contains("expected a loopback address"), err::toString);
    assertEquals(ExitCode.USAGE, flow("--serve=here"));
    assertTrue(err.toString().contains("expected a port or HOST:PORT, found here"), err::toString);
    assertEquals(ExitCode.USAGE, flow("--serve", "--no-figures"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(ExitCode.USAGE, flow("--serve=" + taken.getLocalPort()));
    }
    assertEquals(ExitCode.USAGE, flow("--serve=99999"));
  }

  private URI address() throws InterruptedException {
    for (int i = 0; i < 500; i++) {
      Matcher found = ADDRESS.matcher(err.toString());
      if (found.find()) {
        return URI.create(found.group());
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no address: " + err);
  }

  private String pageThatHolds(URI address, String text) throws Exception {
    String page = "";
    for (int i = 0; i < 1000; i++) {
      page = get(address);
      if (page.contains(text)) {
        return page;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no page with " + text + ": " + page);
  }

  private static String get(URI address) throws IOException {
    HttpURLConnection connection = ask(address, "GET");
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static HttpURLConnection ask(URI address, String method) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setRequestMethod(method);
    return connection;
  }

  private int flow(String... options) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(err, true));
    String[] words = new String[options.length + 1];
    words[0] = "flow";
    System.arraycopy(options, 0, words, 1, options.length);
    return line.execute(words);
  }
}
