package org.pop3ra.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The lines that the README shows are those that run. */
class ReadmeTest {

  @Test
  void theReadmeShowsTheBean() throws Exception {
    String bean =
        Files.readString(Path.of("src/main/java/org/pop3ra/example/orders/OrdersMdb.java"));

    assertThat(Files.readString(Path.of("../README.md")))
        .contains("```java\n" + bean.substring(bean.indexOf("/**")) + "```\n");
  }
}
