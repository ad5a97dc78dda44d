package org.pop3ra.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses paths with parameters. JAX-RS would leave them out: a request for {@code ann;old} would
 * be one for {@code ann}.
 */
@Provider
public class PlainPath implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getUriInfo().getRequestUri().getRawPath().indexOf(';') >= 0) {
      Problem problem = new Problem(400, "Bad Request", "the path must have no parameters", "");
      request.abortWith(ProblemMapper.response(problem).build());
    }
  }
}
