package org.pop3ra.admin;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers what the container refuses before a resource is asked: missing credentials, a missing
 * role, a path outside the resources.
 */
@WebServlet("/problem")
public class ProblemServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String ROLE = "pop3-admin";

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    boolean administrator = request.isUserInRole(ROLE);
    // Asked for by its own path there is no error, and nothing to see.
    Problem problem = problem(code instanceof Integer status ? status : 404, administrator);
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(problem.json().getBytes(StandardCharsets.UTF_8));
  }

  /** Whoever has the role and is refused asked for a directory. */
  static Problem problem(int status, boolean administrator) {
    if (status == 401) {
      return new Problem(status, "a name and a password are needed", "");
    }
    return status == 403 && !administrator
        ? new Problem(status, "the role " + ROLE + " is needed", "")
        : Problem.refused(status);
  }
}
