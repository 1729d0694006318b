package marginflow.profile.codegen;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code -XX:CompileCommand=print} writes without hsdis:
 *
 * <pre>
 * Compiled method (c2) 1318  317 %     4       a.b.Class::method @ 57 (240 bytes)
 * [MachCode]
 *   0x00007f805beebd20: 4881 ec18 | 0000 0048 | 896c 2410
 *                       ; - a.b.Class::inlined@4 (line 59)
 * [/MachCode]
 * </pre>
 */
final class PrintedCode {

  private static final Pattern HEAD =
      Pattern.compile("^Compiled method \\((c[12])\\)[^.]*? ([\\w.$]+::[\\w$<>]+) .*");

  private static final Pattern BYTES = Pattern.compile("^ *0x[0-9a-f]{16}: ([0-9a-f |]+)$");

  private static final Pattern INLINED = Pattern.compile("; - ([\\w.$]+::[\\w$<>]+)@");

  private final List<CompiledMethod> methods = new ArrayList<>();
  private final ByteArrayOutputStream code = new ByteArrayOutputStream();
  private final Set<String> inlined = new TreeSet<>();
  private String name = "";
  private boolean inCode;

  /** Takes in one line. */
  void line(String line) {
    Matcher head = HEAD.matcher(line);
    if (head.matches()) {
      name = head.group(1).equals("c2") ? head.group(2) : "";
    } else if (line.startsWith("[MachCode]")) {
      inCode = !name.isEmpty();
      code.reset();
      inlined.clear();
      inlined.add(name);
    } else if (line.startsWith("[/MachCode]")) {
      if (inCode) {
        methods.add(new CompiledMethod(name, inlined, code.toByteArray()));
      }
      inCode = false;
    } else if (inCode) {
      codeLine(line);
    }
  }

  private void codeLine(String line) {
    Matcher bytes = BYTES.matcher(line);
    if (bytes.matches()) {
      String digits = bytes.group(1).replaceAll("[ |]", "");
      code.writeBytes(HexFormat.of().parseHex(digits));
      return;
    }
    Matcher frame = INLINED.matcher(line);
    if (frame.find()) {
      inlined.add(frame.group(1));
    }
  }

  /** The methods of the optimizing compiler, in the order they were compiled. */
  List<CompiledMethod> methods() {
    return List.copyOf(methods);
  }
}
