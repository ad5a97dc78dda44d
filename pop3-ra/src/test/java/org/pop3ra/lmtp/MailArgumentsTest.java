package org.pop3ra.lmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailArgumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FROM:<a@b>                              | a@b  | 0                   | false",
        "from:<a@b>                              | a@b  | 0                   | false",
        "FROM:<>                                 | ''   | 0                   | false",
        "FROM:<a@b> SIZE=0                       | a@b  | 0                   | false",
        "FROM:<a@b> size=12345                   | a@b  | 12345               | false",
        "FROM:<a@b> SIZE=99999999999999999999    | a@b  | 9223372036854775807 | false",
        "FROM:<a@b> BODY=7bit                    | a@b  | 0                   | false",
        "FROM:<a@b> Body=8BitMime SIZE=1         | a@b  | 1                   | false",
        "FROM:<a@b> SMTPUTF8                     | a@b  | 0                   | true",
        "FROM:<é@b> SIZE=1 smtputf8              | é@b  | 1                   | true",
      })
  void readsSenderAndParameters(String argument, String sender, long size, boolean smtputf8)
      throws Rejection {
    MailArguments arguments = MailArguments.parse(argument);

    assertThat(arguments.envelope().sender()).isEqualTo(sender);
    assertThat(arguments.declaredOctets()).isEqualTo(size);
    assertThat(arguments.envelope().smtputf8()).isEqualTo(smtputf8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                      | BAD_ARGUMENT",
        "TO:<a@b>                                | BAD_ARGUMENT",
        "FROM                                    | BAD_ARGUMENT",
        "' FROM:<a@b>'                           | BAD_ARGUMENT",
        "FROM :<a@b>                             | BAD_ARGUMENT",
        "FROM: <a@b>                             | BAD_SENDER",
        "FROM:a@b                                | BAD_SENDER",
        "FROM:<a@b>SIZE=1                        | BAD_ARGUMENT",
        "FROM:<a@b>  SIZE=1                      | BAD_ARGUMENT",
        "FROM:<a@b> SIZE                         | BAD_ARGUMENT",
        "FROM:<a@b> SIZE=                        | BAD_ARGUMENT",
        "FROM:<a@b> SIZE=-1                      | BAD_ARGUMENT",
        "FROM:<a@b> SIZE=1x                      | BAD_ARGUMENT",
        "FROM:<a@b> SIZE=١                       | BAD_ARGUMENT",
        "FROM:<a@b> SIZE=999999999999999999999   | BAD_ARGUMENT",
        "FROM:<a@b> SIZE=1 SIZE=1                | BAD_ARGUMENT",
        "FROM:<a@b> SIZE=1 size=2                | BAD_ARGUMENT",
        "FROM:<a@b> SIZE=1=2                     | BAD_ARGUMENT",
        "FROM:<a@b> BODY                         | BAD_ARGUMENT",
        "FROM:<a@b> BODY=BINARYMIME              | BAD_ARGUMENT",
        "FROM:<a@b> BODY=8BıTMIME                | BAD_ARGUMENT",
        "FROM:<a@b> SMTPUTF8=yes                 | BAD_ARGUMENT",
        "FROM:<a@b> SMTPUTF8=                    | BAD_ARGUMENT",
        "FROM:<a@b> -X=1                         | BAD_ARGUMENT",
        "FROM:<a@b> =1                           | BAD_ARGUMENT",
        "FROM:<a@b> RET=HDRS                     | UNKNOWN_PARAMETER",
        "FROM:<a@b> SIZE=1 X-Y=Z                 | UNKNOWN_PARAMETER",
        "FROM:<a@b> AUTH=<>                      | UNKNOWN_PARAMETER",
        "FROM:<é@b>                              | SENDER_NOT_ASCII",
        "FROM:<a@é> SIZE=1                       | SENDER_NOT_ASCII",
      })
  void refusesWithTheReplyThatTellsWhy(String argument, LmtpReply reply) {
    Rejection rejection =
        catchThrowableOfType(Rejection.class, () -> MailArguments.parse(argument));

    assertThat(rejection.reply()).isEqualTo(reply);
  }
}
