package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Every piece is done once, on no more threads than were asked for, and failures come back. */
final class WorkersTest {

  @Test
  void everyPieceIsDoneOnce() {
    for (int threads : new int[] {1, 2, 3, 50}) {
      int[] done = new int[17];
      Set<Thread> on = ConcurrentHashMap.newKeySet();
      Workers.forEach(
          done.length,
          threads,
          () -> {
            on.add(Thread.currentThread());
            return i -> done[i]++;
          });
      int[] once = new int[17];
      java.util.Arrays.fill(once, 1);
      assertArrayEquals(once, done);
      assertEquals(Math.min(threads, 17), on.size());
      assertTrue(on.contains(Thread.currentThread()));
    }
    Workers.forEach(
        0,
        4,
        () ->
            i -> {
              throw new IllegalStateException("no piece");
            });
  }

  @Test
  void aFailureOfAnyThreadComesBack() {
    for (int failing : new int[] {0, 1, 5}) {
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  Workers.forEach(
                      6,
                      2,
                      () ->
                          i -> {
                            if (i == failing) {
                              throw new IllegalStateException("piece " + i);
                            }
                          }));
      assertEquals("piece " + failing, thrown.getMessage());
    }
  }

  @Test
  void allThreadsHearARequest() {
    AtomicBoolean asked = new AtomicBoolean();
    StopRequest heard =
        assertThrows(
            StopRequest.class,
            () ->
                StopRequest.heard(
                    () -> asked.get() ? Optional.of("stop") : Optional.empty(),
                    () -> {
                      Workers.forEach(
                          2,
                          2,
                          () ->
                              i -> {
                                asked.set(true);
                                while (true) {
                                  StopRequest.check();
                                  Thread.onSpinWait();
                                }
                              });
                      return 0;
                    }));
    assertEquals("stop", heard.reason());
  }
}
