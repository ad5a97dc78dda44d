package org.pop3ra.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Options of WildFly's JVM that short sessions gain by: the parallel collector, since what they
 * make does not live long, and large pages where the system gives them to who asks. Each of them
 * only if neither the options nor a variable, from which a JVM takes options by itself, say
 * anything of its matter.
 */
enum JvmDefaults {
  /** With two collectors no JVM starts. */
  COLLECTOR("-XX:+UseParallelGC", "-XX:\\+Use\\w+GC\\b"),
  /** ZGC wants more of the system for them than other collectors. */
  PAGES(
      "-XX:+UseTransparentHugePages",
      "-XX:([+-]Use(TransparentHugePages|LargePages|HugeTLBFS|SHM)|LargePageSizeInBytes|\\+UseZGC)\\b");

  private static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final String option;
  private final Pattern spokenOf;

  JvmDefaults(String option, String spokenOf) {
    this.option = option;
    this.spokenOf = Pattern.compile(spokenOf);
  }

  /** The options, with those in front that are missing. */
  static List<String> in(
      List<String> javaOptions, Map<String, String> environment, LargePages pages) {
    List<String> all = new ArrayList<>();
    for (JvmDefaults each : values()) {
      if (each.isFor(pages) && each.isOpen(said(javaOptions, environment))) {
        all.add(each.option);
      }
    }
    all.addAll(javaOptions);
    return all;
  }

  private boolean isFor(LargePages pages) {
    return this != PAGES || pages.forWhoAsks();
  }

  private boolean isOpen(Stream<String> said) {
    return said.noneMatch(spokenOf.asPredicate());
  }

  private static Stream<String> said(List<String> javaOptions, Map<String, String> environment) {
    return Stream.concat(
        javaOptions.stream(), VARIABLES.stream().map(environment::get).filter(Objects::nonNull));
  }
}
