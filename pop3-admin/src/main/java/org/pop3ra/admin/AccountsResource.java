package org.pop3ra.admin;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pop3ra.account.domain.AccountException;
import org.pop3ra.account.domain.AccountView;
import org.pop3ra.account.domain.Folding;
import org.pop3ra.account.service.AccountAdministration;

/** The accounts; docs/administration.md describes requests and answers. */
@Path("accounts")
@RequestScoped
@Produces(APPLICATION_JSON)
public class AccountsResource {
  private static final int MAX_LIMIT = 1000;

  @EJB private AccountAdministration administration;

  public AccountsResource() {}

  AccountsResource(AccountAdministration administration) {
    this.administration = administration;
  }

  /** Makes an account (201) or replaces it (204). */
  @PUT
  @Path("{name}")
  @Consumes(APPLICATION_JSON)
  public Response put(
      @PathParam("name") String name,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      InputStream body)
      throws ProblemException, AccountException {
    // A body without a type is no JSON either; some runtimes let it pass.
    if (headers.getMediaType() == null) {
      throw new NotSupportedException();
    }
    JsonObject json = JsonBody.read(body, headers.getHeaderString(HttpHeaders.CONTENT_LENGTH));
    boolean created = administration.put(name, AccountJson.request(json));
    return created ? Response.created(location(uri, name)).build() : Response.noContent().build();
  }

  /** One account. */
  @GET
  @Path("{name}")
  public String get(@PathParam("name") String name) throws ProblemException, AccountException {
    return administration
        .find(name)
        .map(account -> AccountJson.of(account).toString())
        .orElseThrow(AccountsResource::noSuchAccount);
  }

  /** Removes an account and its mail. */
  @DELETE
  @Path("{name}")
  public void delete(@PathParam("name") String name) throws ProblemException, AccountException {
    if (!administration.delete(name)) {
      throw noSuchAccount();
    }
  }

  /** How full the maildrop is, and whether somebody reads it. */
  @GET
  @Path("{name}/maildrop")
  public String maildrop(@PathParam("name") String name) throws ProblemException, AccountException {
    return administration
        .maildrop(name)
        .map(maildrop -> AccountJson.of(maildrop).toString())
        .orElseThrow(AccountsResource::noSuchAccount);
  }

  /** Some accounts in the order of their names, and where the next ones are. */
  @GET
  public String list(
      @QueryParam("prefix") @DefaultValue("") String prefix,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("100") String limit,
      @Context UriInfo uri)
      throws ProblemException, AccountException {
    int size = size(limit);
    // One more than wanted tells whether there are more.
    List<AccountView> found =
        administration.list(text("prefix", prefix), text("after", after), size + 1);
    List<AccountView> page = found.subList(0, Math.min(size, found.size()));
    JsonArrayBuilder accounts = Json.createArrayBuilder();
    page.forEach(account -> accounts.add(AccountJson.of(account)));
    JsonObjectBuilder json = Json.createObjectBuilder().add("accounts", accounts);
    if (found.size() > size) {
      json.add("next", next(uri, prefix, page.get(size - 1).name(), size));
    } else {
      json.addNull("next");
    }
    return json.build().toString();
  }

  private static int size(String limit) throws ProblemException {
    try {
      int size = Integer.parseInt(limit);
      if (size >= 1 && size <= MAX_LIMIT) {
        return size;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw ProblemException.malformed("limit", "must be a number from 1 to " + MAX_LIMIT);
  }

  /** A NUL would be an error of the database. */
  private static String text(String parameter, String value) throws ProblemException {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.malformed(parameter, "must not contain control characters");
    }
    return value;
  }

  private static String next(UriInfo uri, String prefix, String after, int limit) {
    return "%s?prefix=%s&after=%s&limit=%d"
        .formatted(uri.getAbsolutePath(), encoded(prefix), encoded(after), limit);
  }

  private static URI location(UriInfo uri, String name) {
    return URI.create(uri.getBaseUri() + "accounts/" + encoded(Folding.fold(name)));
  }

  /** Everything but unreserved characters, so that it may stand in a path and in a query. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ProblemException noSuchAccount() {
    return ProblemException.notFound("there is no such account");
  }
}
