package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import marginflow.experiment.Experiment;
import marginflow.report.Numbers;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTextTest {

  private static final Pattern JAVA_NUMBER =
      Pattern.compile("default: [^)]*(\\d\\.0\\b|\\dE-?\\d)");

  @Test
  void linesAreBrokenBetweenWordsAndExamplesNot() {
    String word = "events.csv,1.0-2.0 ";
    String broken = HelpText.wrapped("- " + word.repeat(10).strip() + "\n");
    assertEquals(3, broken.lines().count(), broken);
    for (String line : broken.lines().toList()) {
      assertTrue(line.length() <= 80, line);
      assertTrue(line.startsWith("- e") || line.startsWith("  e"), line);
      assertTrue(line.endsWith("2.0"), line);
    }
    String example = "  ./marginflow " + word.repeat(10) + "\\\n      " + word.repeat(10) + "x\n";
    assertEquals(example, HelpText.wrapped(example));
  }

  @Test
  void noHelpIsWiderThanATerminalOrWritesNumbersAsJavaDoes() {
    for (CommandLine command : commands(Main.commandLine())) {
      String help = command.getUsageMessage();
      assertTrue(help.startsWith("Usage: marginflow"), help);
      assertEquals(List.of(), help.lines().filter(line -> line.length() > 80).toList());
      assertFalse(JAVA_NUMBER.matcher(help).find(), help);
    }
  }

  @Test
  void theNumbersOfTheHelpAreTheDefaults() {
    assertEquals(Numbers.compact(Experiment.TOLERANCE), FlowOptions.TOLERANCE);
    assertEquals(Numbers.compact(Experiment.LOG10_LOSS), FlowOptions.HORIZON);
    assertEquals(Numbers.compact(FlowOptions.FARTHEST), FlowOptions.FARTHEST_HORIZON);
  }

  /** A command and all below it. */
  static List<CommandLine> commands(CommandLine command) {
    List<CommandLine> commands = new ArrayList<>(List.of(command));
    command.getSubcommands().values().forEach(sub -> commands.addAll(commands(sub)));
    return commands;
  }
}
