package org.pop3ra.lmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<a@b>                            | a@b",
        "<A.b-c+d@Example.ORG>            | A.b-c+d@Example.ORG",
        "<!#$%&'*+-/=?^_`{}@x.org>        | !#$%&'*+-/=?^_`{}@x.org",
        "<@relay:a@b>                     | a@b",
        "<@r1.example,@[10.0.0.1]:a@b>    | a@b",
        "<\"a b\"@x.org>                  | \"a b\"@x.org",
        "<\"a@b\"@x.org>                  | \"a@b\"@x.org",
        "<\"plain\"@x.org>                | plain@x.org",
        "<\"pl\\ain\"@x.org>              | plain@x.org",
        "<\"q\\\"uo\\\\te\"@x.org>        | \"q\\\"uo\\\\te\"@x.org",
        "<\".a\"@x.org>                   | \".a\"@x.org",
        "<\"\"@x.org>                     | \"\"@x.org",
        "<\"<>\"@x.org>                   | \"<>\"@x.org",
        "<a@[127.0.0.1]>                  | a@[127.0.0.1]",
        "<a@[IPv6:::1]>                   | a@[IPv6:::1]",
        "<a@[IPv6:2001:db8::ff00:42:8329]> | a@[IPv6:2001:db8::ff00:42:8329]",
        "<a@[IPv6:1:2:3:4:5:6:7:8]>       | a@[IPv6:1:2:3:4:5:6:7:8]",
        "<a@[IPv6:::ffff:10.0.0.1]>       | a@[IPv6:::ffff:10.0.0.1]",
        "<a@[IPv6:1:2:3:4:5:6:10.0.0.1]>  | a@[IPv6:1:2:3:4:5:6:10.0.0.1]",
        "<a@[x400:whatever]>              | a@[x400:whatever]",
        "<a@under_score.example>          | a@under_score.example",
        "<a@xn--bcher-kva.example>        | a@xn--bcher-kva.example",
        "<pelé@bücher.example>            | pelé@bücher.example",
        "<\"pelé x\"@x.org>               | \"pelé x\"@x.org",
        "<\uD83D\uDE00@x.org>             | \uD83D\uDE00@x.org"
      })
  void readsAMailbox(String path, String mailbox) throws Rejection {
    assertThat(Path.forward(new Cursor(path))).isEqualTo(mailbox);
    assertThat(Path.reverse(new Cursor(path))).isEqualTo(mailbox);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a@b",
        "<a@b",
        "a@b>",
        "< a@b>",
        "<a@b >",
        "<a>",
        "<a@>",
        "<@b>",
        "<a@b@c>",
        "<<a@b>",
        "<.a@b>",
        "<a.@b>",
        "<a..b@c>",
        "<a b@c>",
        "<a,b@c>",
        "<a;b@c>",
        "<a(c)@b>",
        "<a\\b@c>",
        "<\"a@b>",
        "<\"a\"b@c>",
        "<\"a\\",
        "<\"a",
        "<\"a\\é\"@b>",
        "<a\"b\"@c>",
        "<a@.b>",
        "<a@b.>",
        "<a@b..c>",
        "<a@-b>",
        "<a@b->",
        "<a@b-.c>",
        "<a@b.-c>",
        "<a@b/c>",
        "<a@b c>",
        "<a@[127.0.0.1>",
        "<a@[127.0.0]>",
        "<a@[127.0.0.256]>",
        "<a@[127.0.0.1.1]>",
        "<a@[127.0.0.0001]>",
        "<a@[]>",
        "<a@[x:]>",
        "<a@[-:x]>",
        "<a@[x-:y]>",
        "<a@[IPv6:]>",
        "<a@[IPv6:1:2:3:4:5:6:7]>",
        "<a@[IPv6:1:2:3:4:5:6:7:8:9]>",
        "<a@[IPv6:1::2::3]>",
        "<a@[IPv6:12345::]>",
        "<a@[IPv6:g::]>",
        "<a@[IPv6:1:2:3:4:5:6:7::]>",
        "<a@[IPv6:1:]>",
        "<a@[IPv6::1]>",
        "<a@[IPv6:10.0.0.1::]>",
        "<a@[IPv6:::10.0.0.1:1]>",
        "<@r a@b>",
        "<@r:>",
        "<@r,a@b>",
        "<@r,:a@b>",
        "<@:a@b>",
        "<@r:@s:a@b>"
      })
  void refusesWhatIsNoPath(String path) {
    assertThatThrownBy(() -> Path.forward(new Cursor(path))).isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> Path.reverse(new Cursor(path))).isInstanceOf(Rejection.class);
  }

  @Test
  void onlyTheSenderMayBeNull() throws Rejection {
    assertThat(Path.reverse(new Cursor("<>"))).isEmpty();
    assertThatThrownBy(() -> Path.forward(new Cursor("<>"))).isInstanceOf(Rejection.class);
  }

  @Test
  void onlyARecipientMayBePostmasterWithoutADomain() throws Rejection {
    assertThat(Path.forward(new Cursor("<PostMaster>"))).isEqualTo("PostMaster");
    assertThatThrownBy(() -> Path.reverse(new Cursor("<postmaster>")))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void hasAnEnd() throws Rejection {
    String longest = "a".repeat(Path.MAX_OCTETS - 2) + "@b";

    assertThat(Path.forward(new Cursor("<" + longest + ">"))).isEqualTo(longest);
    assertThatThrownBy(() -> Path.forward(new Cursor("<a" + longest + ">")))
        .isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> Path.forward(new Cursor("<a@" + "b".repeat(256) + ">")))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void leavesWhatFollows() throws Rejection {
    Cursor in = new Cursor("<a@b> SIZE=1");

    Path.forward(in);

    assertThat(in.takeWhile(c -> true)).isEqualTo(" SIZE=1");
  }
}
