package marginflow.io.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A disk on which one call goes wrong. It writes to the folder of a test, without forcing anything,
 * and notes what a real disk would have if the power failed: of every file the content when it was
 * last forced, of every folder the names when it was.
 */
public final class FaultyDisk implements Disk {

  /** What happens at the call, to a write after half of its bytes. */
  public enum Fault {
    /** It fails, and the calls after it do not. */
    FAIL,
    /** The process ends there. */
    END
  }

  /** What is left where a process ended. */
  public enum Left {
    /** All that it wrote: it was killed. */
    ALL,
    /** What was forced: the power failed. */
    FORCED,
    /** All names, but of contents only what was forced. */
    NAMES,
    /** All names, and half of what was not forced. */
    HALVES
  }

  /** Thrown where the process ends. */
  public static final class Ended extends Error {
    private static final long serialVersionUID = 1L;

    Ended() {
      super("the process ends here", null, false, false);
    }
  }

  private static final class Content {
    private byte[] forced = new byte[0];
  }

  private final Path root;
  private final int at;
  private final Fault fault;
  private final Map<Path, Content> names = new HashMap<>();
  private final Map<Path, Content> forcedNames = new HashMap<>();
  private final Set<Path> forcedFolders = new HashSet<>();

  /** Where folders were before they were given another name. */
  private final Map<Path, Path> movedFolders = new HashMap<>();

  private int calls;
  private boolean ended;

  /**
   * A disk.
   *
   * @param root where everything happens; what is there is on the disk
   * @param at the number of the call that goes wrong, from 0; negative for none
   */
  public FaultyDisk(Path root, int at, Fault fault) throws IOException {
    this.root = root;
    this.at = at;
    this.fault = fault;
    try (Stream<Path> there = Files.walk(root)) {
      for (Path path : there.toList()) {
        if (Files.isDirectory(path)) {
          forcedFolders.add(path);
        } else {
          Content content = new Content();
          content.forced = Files.readAllBytes(path);
          names.put(path, content);
        }
      }
    }
    forcedNames.putAll(names);
  }

  /** Calls until now. */
  public int calls() {
    return calls;
  }

  /** Counts a call; whether it is the one that goes wrong. */
  private boolean isFaulty() {
    if (ended) {
      throw new Ended();
    }
    return calls++ == at;
  }

  private void goWrong() throws IOException {
    if (fault == Fault.FAIL) {
      throw new IOException("No space left on device");
    }
    ended = true;
    throw new Ended();
  }

  @Override
  public OpenFile open(Path file, boolean anew) throws IOException {
    if (isFaulty()) {
      goWrong();
    }
    names.computeIfAbsent(file, f -> new Content());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (anew) {
      channel.truncate(0);
    }
    return new Open(file, channel);
  }

  private final class Open implements OpenFile {

    private final Path file;
    private final FileChannel channel;

    private Open(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      boolean faulty = isFaulty();
      if (faulty) {
        bytes.limit(bytes.position() + bytes.remaining() / 2);
      }
      if (!isReserve()) {
        channel.write(bytes, position);
      }
      if (faulty) {
        goWrong();
      }
    }

    /** Whether these are zeros that nobody reads: writing them would take most of a test's time. */
    private boolean isReserve() {
      return file.endsWith(".reserve");
    }

    @Override
    public void truncate(long length) throws IOException {
      if (isFaulty()) {
        goWrong();
      }
      channel.truncate(length);
    }

    @Override
    public void force() throws IOException {
      if (isFaulty()) {
        goWrong();
      }
      if (!isReserve()) {
        content(names, file).forced = Files.readAllBytes(file);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    if (isFaulty()) {
      goWrong();
    }
    boolean folder = Files.isDirectory(from);
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    if (folder) {
      rename(names, from, to);
      movedFolders.put(to, from);
    } else {
      names.put(to, content(names, from));
      names.remove(from);
    }
  }

  private static void rename(Map<Path, Content> contents, Path from, Path to) {
    for (Path file : List.copyOf(contents.keySet())) {
      if (file.startsWith(from)) {
        contents.put(to.resolve(from.relativize(file)), content(contents, file));
        contents.remove(file);
      }
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    if (isFaulty()) {
      goWrong();
    }
    Files.deleteIfExists(file);
    names.remove(file);
  }

  @Override
  public boolean makeFolder(Path folder) throws IOException {
    if (isFaulty()) {
      goWrong();
    }
    boolean there = Files.exists(folder);
    if (!there) {
      Files.createDirectory(folder);
    }
    return !there;
  }

  @Override
  public void force(Path folder) throws IOException {
    if (isFaulty()) {
      goWrong();
    }
    for (Map.Entry<Path, Path> moved : movedFolders.entrySet()) {
      if (folder.equals(moved.getKey().getParent())) {
        rename(forcedNames, moved.getValue(), moved.getKey());
        for (Path below : List.copyOf(forcedFolders)) {
          if (below.startsWith(moved.getValue())) {
            forcedFolders.add(moved.getKey().resolve(moved.getValue().relativize(below)));
          }
        }
      }
    }
    forcedNames.keySet().removeIf(file -> folder.equals(file.getParent()));
    names.forEach((file, content) -> {
      if (folder.equals(file.getParent())) {
        forcedNames.put(file, content);
      }
    });
    try (Stream<Path> inside = Files.list(folder)) {
      inside.filter(Files::isDirectory).forEach(forcedFolders::add);
    }
  }

  private static Content content(Map<Path, Content> contents, Path file) {
    return Objects.requireNonNull(contents.get(file), file::toString);
  }

  /** What may be left after the end, each outcome once. */
  public Map<Left, Map<Path, byte[]>> left() throws IOException {
    Map<Left, Map<Path, byte[]>> outcomes = new EnumMap<>(Left.class);
    for (Left left : Left.values()) {
      Map<Path, byte[]> files = left(left);
      if (outcomes.values().stream().noneMatch(other -> isSame(other, files))) {
        outcomes.put(left, files);
      }
    }
    return outcomes;
  }

  private static boolean isSame(Map<Path, byte[]> a, Map<Path, byte[]> b) {
    return a.keySet().equals(b.keySet())
        && a.keySet().stream().allMatch(file -> Arrays.equals(a.get(file), b.get(file)));
  }

  /** The files that are there after the fault, by their paths below the root. */
  public Map<Path, byte[]> left(Left left) throws IOException {
    Map<Path, byte[]> files = new HashMap<>();
    for (Map.Entry<Path, Content> name : (left == Left.FORCED ? forcedNames : names).entrySet()) {
      Path file = name.getKey();
      if (left != Left.FORCED || forcedFolders.contains(file.getParent())) {
        files.put(root.relativize(file), content(left, file, name.getValue().forced));
      }
    }
    return files;
  }

  private static byte[] content(Left left, Path file, byte[] forced) throws IOException {
    if (left == Left.FORCED || left == Left.NAMES) {
      return forced;
    }
    byte[] all = Files.readAllBytes(file);
    int half = Math.max(Math.min(all.length, forced.length), (all.length + forced.length) / 2);
    return left == Left.ALL ? all : Arrays.copyOf(all, Math.min(all.length, half));
  }
}
