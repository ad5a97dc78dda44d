package org.pop3ra.admin;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The resources under {@code /pop3/api}. Listed, so that no server has to look for them. */
@ApplicationPath("api")
public class AdministrationApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AccountsResource.class, CertificatesResource.class, PlainPath.class, ProblemMapper.class);
  }
}
