package marginflow.run;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import marginflow.io.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * Offers the report of a run on a loopback port while the run goes on: the page at {@code /}, and
 * at {@code /live} one line about the last step and the number of the page. Pages are made on the
 * flow's own thread, so that none shows half a step, and only while somebody looks.
 */
public final class LiveReport implements AutoCloseable {

  /** Pause between pages, and how many times as long as making a page it lasts at least. */
  private static final long PAGE_NANOS = 2_000_000_000L;

  private static final int PAGE_SHARE = 5;

  private static final long LINE_NANOS = 200_000_000L;

  /** Pages ask once a second: who was silent for this long has gone. */
  private static final long WATCHED_NANOS = 5_000_000_000L;

  /**
   * What the server of the JDK allows others, which it reads when it is first made: so many
   * connections, each with a thread of its own while it asks or is answered, and so many seconds
   * for asking and for taking an answer. A person's browser opens six connections.
   */
  private static final Map<String, String> LIMITS =
      Map.of(
          "jdk.httpserver.maxConnections", "32",
          "sun.net.httpserver.maxIdleConnections", "16",
          "sun.net.httpserver.idleInterval", "10",
          "sun.net.httpserver.maxReqTime", "2",
          "sun.net.httpserver.maxRspTime", "30");

  /** A page brings all it needs: its own script and style, pictures in itself, and asks only us. */
  private static final String POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String WAITING =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta http-equiv="refresh" content="1">
      <link rel="icon" href="data:,">
      <title>marginflow</title>
      <p>The flow has not taken a step yet.</p>
      </html>
      """;

  private static final String HEAD = "HEAD";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile String line = "";
  private volatile Page page = new Page(WAITING, 0, false);
  private volatile long asked = System.nanoTime() - WATCHED_NANOS;
  private volatile boolean lastPageTaken;
  private long nextLine = System.nanoTime();
  private long nextPage = System.nanoTime();

  private record Page(String html, long number, boolean last) {}

  /** Makes the page of this moment. */
  @FunctionalInterface
  public interface PageMaker {
    /**
     * The page.
     *
     * @param number its number, which it compares with that of {@code /live}
     */
    String html(long number) throws IOException;
  }

  private LiveReport(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Starts to listen.
   *
   * @param where a port, 0 for any that is free, or HOST:PORT with a host of this machine's
   *     loopback
   * @throws IllegalArgumentException if it is no such place, or the port is taken
   */
  public static LiveReport at(String where) {
    int colon = where.lastIndexOf(':');
    try {
      InetAddress host =
          colon < 0
              ? InetAddress.getLoopbackAddress()
              : InetAddress.getByName(where.substring(0, colon));
      if (!host.isLoopbackAddress()) {
        throw new IllegalArgumentException(
            "--serve: expected a loopback address such as 127.0.0.1, found %s: a report is for the"
                    .formatted(where.substring(0, colon))
                + " person at this machine (forward the port to see it elsewhere)");
      }
      int port = Integer.parseInt(where.substring(colon + 1));
      LIMITS.forEach((key, value) -> System.setProperty(key, System.getProperty(key, value)));
      return new LiveReport(HttpServer.create(new InetSocketAddress(host, port), 0));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--serve: expected a port or HOST:PORT, found " + where, e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--serve: cannot listen at %s: %s".formatted(where, e.getMessage()), e);
    }
  }

  /** Where the report is. */
  public URI address() {
    InetSocketAddress at = server.getAddress();
    return URI.create("http://%s:%d/".formatted(host(at.getAddress()), at.getPort()));
  }

  private static String host(InetAddress address) {
    String text = address.getHostAddress();
    return text.indexOf(':') < 0 ? text : "[" + text + "]";
  }

  /** Shows a step, if it is time to: the line often, the page when the flow can afford it. */
  public void show(Supplier<String> text, PageMaker maker) throws IOException {
    long now = System.nanoTime();
    if (now - nextLine >= 0) {
      line = text.get();
      nextLine = now + LINE_NANOS;
    }
    if (isWatched() && now - nextPage >= 0) {
      long number = page.number() + 1;
      page = new Page(maker.html(number), number, false);
      long took = System.nanoTime() - now;
      nextPage = System.nanoTime() + Math.max(PAGE_NANOS, PAGE_SHARE * took);
    }
  }

  /**
   * Shows the report of the run's end and waits until somebody who watched has it, a few seconds at
   * most.
   */
  public void end(String html) {
    page = new Page(html, page.number() + 1, true);
    line = "the run has ended";
    long limit = System.nanoTime() + WATCHED_NANOS;
    try {
      while (isWatched() && !lastPageTaken && System.nanoTime() - limit < 0) {
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isWatched() {
    return System.nanoTime() - asked < WATCHED_NANOS;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isForUs(exchange)) {
        send(exchange, 403, "text/plain", "this report is for the person at this machine\n");
      } else if (!List.of("GET", HEAD).contains(exchange.getRequestMethod())) {
        send(exchange, 405, "text/plain", "GET and HEAD only\n");
      } else {
        switch (exchange.getRequestURI().getPath()) {
          case "/" -> sendPage(exchange);
          case "/live" -> sendLine(exchange);
          default -> send(exchange, 404, "text/plain", "there is / and /live\n");
        }
      }
    }
  }

  /** Whether the browser was sent here by our name: a page elsewhere may rebind its own to us. */
  private boolean isForUs(HttpExchange exchange) {
    String asked = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    int port = server.getAddress().getPort();
    return asked.equals(address().getAuthority()) || asked.equals("localhost:" + port);
  }

  private void sendPage(HttpExchange exchange) throws IOException {
    asked = System.nanoTime();
    Page shown = firstPage();
    send(exchange, 200, "text/html; charset=utf-8", shown.html());
    lastPageTaken |= shown.last();
  }

  /** The page; the first one is made because somebody asks, and may take the flow a moment. */
  private Page firstPage() {
    long limit = System.nanoTime() + PAGE_NANOS;
    try {
      while (page.number() == 0 && System.nanoTime() - limit < 0) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return page;
  }

  private void sendLine(HttpExchange exchange) throws IOException {
    asked = System.nanoTime();
    ObjectNode state = Json.object();
    state.put("line", line);
    state.put("page", page.number());
    send(exchange, 200, "application/json", Json.text(state));
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    if (exchange.getRequestMethod().equals(HEAD)) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
