package org.pop3ra.admin;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import org.pop3ra.account.domain.AccountException;

/**
 * Turns whatever was thrown into a problem document. Our own bugs show a number that stands in the
 * log with the stack trace, and nothing else.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final System.Logger LOGGER = System.getLogger(ProblemMapper.class.getName());
  private static final int UNPROCESSABLE = 422;
  private static final String RETRY_SECONDS = "1";

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof ProblemException known) {
      return response(known.problem()).build();
    }
    if (thrown instanceof AccountException refused) {
      return response(refused);
    }
    if (thrown instanceof WebApplicationException refused) {
      return response(refused.getResponse());
    }
    return bug(thrown);
  }

  private static Response response(AccountException refused) {
    String detail = refused.getMessage();
    String field = refused.field();
    return switch (refused.reason()) {
      case INVALID -> response(new Problem(UNPROCESSABLE, detail, field)).build();
      case TAKEN -> response(new Problem(409, detail, field)).build();
      case BUSY ->
          response(new Problem(503, detail, field))
              .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
              .build();
    };
  }

  /** What the JAX-RS runtime refused: no such path, method or media type. */
  private static Response response(Response refused) {
    Response.ResponseBuilder problem = response(Problem.refused(refused.getStatus()));
    refused.getHeaders().forEach((name, values) -> copy(problem, name, values));
    return problem.build();
  }

  private static void copy(Response.ResponseBuilder problem, String name, Iterable<Object> values) {
    // RFC 9110 section 15.5.6: 405 names the methods that are allowed.
    if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
        && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
      values.forEach(value -> problem.header(name, value));
    }
  }

  private static Response bug(Throwable thrown) {
    String number = UUID.randomUUID().toString();
    LOGGER.log(ERROR, "request failed, error " + number, thrown);
    return response(new Problem(500, "the server's log knows more: error " + number, "")).build();
  }

  static Response.ResponseBuilder response(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.json());
  }
}
