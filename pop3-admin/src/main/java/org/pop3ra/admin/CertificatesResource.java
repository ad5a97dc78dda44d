package org.pop3ra.admin;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/**
 * How long the certificates of this node are valid, for monitoring that does not speak JMX. Read
 * from the adapter's MBean: it is in an archive of its own, which need not be deployed.
 */
@Path("certificates")
@Produces(APPLICATION_JSON)
public class CertificatesResource {
  private static final String BEANS = "org.pop3ra:type=Certificates,*";

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  /** What the adapters of this JVM show to clients; nothing if they have no certificates. */
  @GET
  public String get() throws JMException {
    SortedMap<String, Long> daysLeft = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (ObjectName bean : server.queryNames(new ObjectName(BEANS), null)) {
      add(bean, daysLeft, problems);
    }
    JsonArrayBuilder certificates = Json.createArrayBuilder();
    daysLeft.forEach(
        (source, days) ->
            certificates.add(
                Json.createObjectBuilder().add("source", source).add("daysLeft", days)));
    JsonObjectBuilder json = Json.createObjectBuilder().add("certificates", certificates);
    daysLeft.values().stream()
        .min(Long::compareTo)
        .ifPresentOrElse(
            fewest -> json.add("fewestDaysLeft", fewest), () -> json.addNull("fewestDaysLeft"));
    if (problems.isEmpty()) {
      json.addNull("problem");
    } else {
      json.add("problem", String.join("; ", problems));
    }
    return json.build().toString();
  }

  private void add(ObjectName bean, SortedMap<String, Long> daysLeft, List<String> problems)
      throws JMException {
    try {
      TabularData days = (TabularData) server.getAttribute(bean, "DaysLeft");
      for (Object row : days.values()) {
        CompositeData entry = (CompositeData) row;
        daysLeft.put((String) entry.get("key"), (Long) entry.get("value"));
      }
      String problem = (String) server.getAttribute(bean, "Problem");
      if (!problem.isEmpty()) {
        problems.add(problem);
      }
    } catch (InstanceNotFoundException e) {
      // Undeployed in this very moment: there is nothing to show.
      return;
    }
  }
}
