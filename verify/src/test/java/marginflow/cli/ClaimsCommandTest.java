package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import marginflow.claims.Catalogue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClaimsCommandTest {

  @Test
  void theListIsOneJsonDocumentIfAsked() {
    StringWriter out = new StringWriter();
    int code =
        Main.commandLine().setOut(new PrintWriter(out, true)).execute("claims", "list", "--json");
    JsonNode document = JsonMapper.builder().build().readTree(out.toString());
    assertEquals(ExitCode.OK, code);
    assertEquals("marginflow.claims-list/1", document.get("schema").asString());
    assertEquals(Catalogue.all().size(), document.get("claims").size());
  }
}
