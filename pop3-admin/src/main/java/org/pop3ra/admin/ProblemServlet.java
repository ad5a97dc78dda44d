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

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    // Asked for by its own path there is no error, and nothing to see.
    Problem problem = problem(code instanceof Integer status ? status : 404);
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(problem.json().getBytes(StandardCharsets.UTF_8));
  }

  static Problem problem(int status) {
    return switch (status) {
      case 401 -> new Problem(status, "Unauthorized", "a name and a password are needed", "");
      case 403 -> new Problem(status, "Forbidden", "the role pop3-admin is needed", "");
      case 404 -> new Problem(status, "Not Found", "there is nothing at this path", "");
      default ->
          status < 500
              ? new Problem(status, "Bad Request", "the request was refused", "")
              : new Problem(status, "Internal Server Error", "the server's log knows more", "");
    };
  }
}
