package marginflow.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may import whom, as a table. */
final class Architecture {

  private static final String ROOT = "marginflow.";

  /**
   * Row by row a package and, behind the colon, those it may import beside itself; a package stands
   * behind all that it may import. Names with a + are those of {@link #GROUPS}.
   */
  private static final String TABLE =
      """
      array:
      linalg: array
      kernel: array kernel.vector
      kernel.vector: array kernel
      loss: array kernel
      network: array kernel
      network.layered: array kernel linalg network
      flow.event:
      flow.field: array kernel linalg loss network
      flow.stiff: array kernel linalg network flow.field
      flow.method: array kernel linalg network flow.field flow.stiff
      flow.kink: array linalg network flow.event flow.field flow.stiff flow.method
      flow.captured: array kernel linalg network flow.event flow.field flow.method flow.kink
      flow: +models flow.event flow.field flow.stiff flow.method flow.kink flow.captured
      certificate.verdict:
      certificate.problem: array linalg network
      certificate.bound: array linalg network certificate.verdict certificate.problem
      certificate.kkt: array kernel linalg network certificate.problem
      certificate.local: array linalg network certificate.verdict certificate.problem +proofs
      certificate: +models network.layered certificate.verdict certificate.problem +proofs certificate.local
      experiment: +models network.layered flow certificate
      reference: +models
      io:
      io.data: array network io
      io.run: +api io io.data
      crosscheck: +api network.layered reference +files
      report: +api network.layered +files
      profile: +api io.run report
      profile.codegen: +models network.layered crosscheck profile
      claims: +api network.layered certificate.bound reference +files report
      run: +api network.layered certificate.kkt +files crosscheck report
      sweep: +api +files report
      cli: +api network.layered certificate.kkt +verify
      bench: +api network.layered certificate.bound reference +files report
      """;

  /** What many rows have in common. */
  private static final Map<String, List<String>> GROUPS =
      Map.of(
          "+models", List.of("array", "kernel", "linalg", "loss", "network"),
          "+proofs", List.of("certificate.bound", "certificate.kkt"),
          "+api",
              List.of(
                  "array",
                  "kernel",
                  "loss",
                  "network",
                  "flow",
                  "flow.event",
                  "certificate",
                  "certificate.verdict",
                  "experiment"),
          "+files", List.of("io", "io.data", "io.run"),
          "+verify",
              List.of(
                  "reference",
                  "io",
                  "io.data",
                  "io.run",
                  "crosscheck",
                  "report",
                  "profile",
                  "profile.codegen",
                  "claims",
                  "run",
                  "sweep"));

  /** For each package, and those below it, the packages it may import beside itself. */
  static final Map<String, Set<String>> MAY_IMPORT = mayImport();

  /** Those that need the JDK only and touch nothing outside the virtual machine's heap. */
  private static final Set<String> PURE = pure();

  /** What formats numbers in the language of the machine, unless it is given another. */
  private static final Set<String> FORMATTING =
      Set.of(
          "java.lang.String.formatted([Ljava.lang.Object;)",
          "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
          "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
          "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
          "java.io.PrintWriter.printf(java.lang.String, [Ljava.lang.Object;)",
          "java.io.PrintWriter.format(java.lang.String, [Ljava.lang.Object;)",
          "java.util.Formatter.<init>()",
          "java.util.Formatter.<init>(java.lang.Appendable)");

  /** What else depends on that language: letters (the Turkish dotless i), and whole formats. */
  private static final Set<String> LANGUAGE =
      Set.of(
          "java.lang.String.toLowerCase()",
          "java.lang.String.toUpperCase()",
          "java.text.NumberFormat.getInstance()",
          "java.text.NumberFormat.getNumberInstance()",
          "java.text.DecimalFormat.<init>()",
          "java.text.DecimalFormat.<init>(java.lang.String)",
          "java.text.SimpleDateFormat.<init>(java.lang.String)",
          "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
          "java.util.Locale.getDefault()");

  /** The applications, whose code formats by the default that their mains set. */
  private static final Set<String> APPLICATIONS = Set.of("cli", "bench");

  /** What reads a clock, prints, or opens a file or a connection. */
  private static final Set<String> OUTSIDE_WORLD =
      Set.of("java.io.", "java.nio.file.", "java.nio.channels.", "java.net.", "java.time.");

  private Architecture() {}

  private static Map<String, Set<String>> mayImport() {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    TABLE
        .lines()
        .forEach(row -> {
          String[] parts = row.split(":", -1);
          Set<String> allowed = new LinkedHashSet<>();
          for (String name : parts[1].strip().split(" ", -1)) {
            allowed.addAll(GROUPS.getOrDefault(name, List.of(name)));
          }
          allowed.remove("");
          table.put(parts[0], allowed);
        });
    return table;
  }

  private static Set<String> pure() {
    Set<String> pure = new java.util.TreeSet<>();
    for (String name : MAY_IMPORT.keySet()) {
      if (name.equals("reference")) {
        break;
      }
      pure.add(name);
    }
    return pure;
  }

  /** All rules, each by a name. */
  static Map<String, ArchRule> rules() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    MAY_IMPORT.forEach((name, allowed) -> rules.put("imports of " + name, imports(name, allowed)));
    rules.put("every package has its place", everyPackageHasItsPlace());
    rules.put("only the selector knows the vector kernels", onlyTheSelectorKnowsVectors());
    rules.put("the flow knows networks by interfaces", flowsKnowNetworksByInterfaces());
    rules.put("kernels need the JDK only", kernelsNeedTheJdkOnly());
    rules.put("kernels leave the world alone", kernelsLeaveTheWorldAlone());
    rules.put("kernels speak no language", noAccess(PURE, FORMATTING));
    rules.put("letters are of no language", noAccess(MAY_IMPORT.keySet(), LANGUAGE));
    rules.put("applications speak no language", applicationsSpeakNoLanguage());
    rules.put("no cycles", noCycles());
    return rules;
  }

  private static ArchRule imports(String name, Set<String> allowed) {
    return noClasses()
        .that(isIn(Set.of(name)))
        .should()
        .dependOnClassesThat(isOurs().and(DescribedPredicate.not(isIn(with(allowed, name)))))
        .allowEmptyShould(true);
  }

  private static ArchRule everyPackageHasItsPlace() {
    return noClasses()
        .that(isOurs())
        .should()
        .resideInAPackage("marginflow..")
        .andShould(
            com.tngtech.archunit.lang.conditions.ArchConditions.be(
                DescribedPredicate.describe(
                    "without a row in the table", type -> placeOf(type).isEmpty())));
  }

  private static ArchRule onlyTheSelectorKnowsVectors() {
    return noClasses()
        .that(isIn(Set.of("kernel")))
        .and()
        .haveNameNotMatching("marginflow\\.kernel\\.KernelSelector(\\$.*)?")
        .should()
        .dependOnClassesThat(isIn(Set.of("kernel.vector")))
        .allowEmptyShould(true);
  }

  private static ArchRule flowsKnowNetworksByInterfaces() {
    return noClasses()
        .that(
            isIn(
                Set.of(
                    "flow",
                    "flow.field",
                    "flow.stiff",
                    "flow.method",
                    "flow.kink",
                    "flow.captured")))
        .should()
        .dependOnClassesThat(
            isIn(Set.of("network"))
                .and(
                    DescribedPredicate.describe(
                        "are classes with behaviour of their own",
                        type -> !type.isInterface() && !type.isRecord() && !type.isEnum())))
        .allowEmptyShould(true);
  }

  private static ArchRule kernelsNeedTheJdkOnly() {
    return noClasses()
        .that(isIn(PURE))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are neither ours nor the JDK's",
                type ->
                    !type.getPackageName().startsWith(ROOT)
                        && !type.getPackageName().startsWith("java.")
                        && !type.getPackageName().startsWith("jdk.incubator.vector")
                        && !type.getPackageName().isEmpty()))
        .allowEmptyShould(true);
  }

  private static ArchRule kernelsLeaveTheWorldAlone() {
    return noClasses()
        .that(isIn(PURE))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "print, open files or connections, or read a calendar",
                type -> OUTSIDE_WORLD.stream().anyMatch(type.getName()::startsWith)))
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .allowEmptyShould(true);
  }

  private static ArchRule noAccess(Set<String> places, Set<String> members) {
    return noClasses()
        .that(isIn(places))
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "its target formats by the machine's language",
                access -> members.contains(access.getTarget().getFullName())))
        .allowEmptyShould(true);
  }

  private static ArchRule applicationsSpeakNoLanguage() {
    return noClasses()
        .that(isIn(APPLICATIONS))
        .should(
            com.tngtech.archunit.lang.conditions.ArchConditions.be(
                DescribedPredicate.describe(
                    "with a main method that leaves the machine's language",
                    type -> hasMain(type) && !setsLanguage(type))))
        .allowEmptyShould(true);
  }

  private static boolean hasMain(JavaClass type) {
    return type.getMethods().stream().anyMatch(method -> method.getName().equals("main"));
  }

  private static boolean setsLanguage(JavaClass type) {
    return type.getMethodCallsFromSelf().stream()
        .anyMatch(call ->
            call.getTarget().getFullName().equals("java.util.Locale.setDefault(java.util.Locale)"));
  }

  private static ArchRule noCycles() {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                String place = placeOf(type);
                return place.isEmpty()
                    ? SliceIdentifier.ignore()
                    : SliceIdentifier.of(place.equals("kernel.vector") ? "kernel" : place);
              }

              @Override
              public String getDescription() {
                return "packages, the vector kernels counted to their contract";
              }
            })
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> isOurs() {
    return DescribedPredicate.describe("are ours", type -> type.getPackageName().startsWith(ROOT));
  }

  private static DescribedPredicate<JavaClass> isIn(Set<String> places) {
    return DescribedPredicate.describe(
        "are in " + places.stream().sorted().toList(), type -> places.contains(placeOf(type)));
  }

  /** The row of the table that a class belongs to: its package or the nearest one above. */
  private static String placeOf(JavaClass type) {
    String name = type.getPackageName();
    return MAY_IMPORT.keySet().stream()
        .filter(place -> name.equals(ROOT + place) || name.startsWith(ROOT + place + "."))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static Set<String> with(Set<String> some, String... more) {
    java.util.TreeSet<String> all = new java.util.TreeSet<>(some);
    all.addAll(List.of(more));
    return all;
  }
}
