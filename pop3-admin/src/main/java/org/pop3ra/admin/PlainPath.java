package org.pop3ra.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses paths that JAX-RS would read as others: it leaves parameters out, so that a request for
 * {@code ann;old} would be one for {@code ann}, and empty segments, as in {@code accounts//ann/}.
 */
@Provider
public class PlainPath implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    String path = request.getUriInfo().getRequestUri().getRawPath();
    if (path.indexOf(';') >= 0) {
      refuse(request, new Problem(400, "the path must have no parameters", ""));
    } else if (path.contains("//") || path.endsWith("/")) {
      refuse(request, Problem.refused(404));
    }
  }

  private static void refuse(ContainerRequestContext request, Problem problem) {
    request.abortWith(ProblemMapper.response(problem).build());
  }
}
