package org.pop3ra.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The parts of a domain's configuration that count before asadmin can reach it: where it listens,
 * and whom it tells of itself.
 */
final class DomainXml {

  private static final List<String> UNUSED =
      List.of("iiop-listener", "jmx-connector", "hazelcast-config-specific-configuration");

  /** H2 lets other processes in. */
  private static final String AUTO_SERVER = ";AUTO_SERVER=TRUE";

  private static final String STAY_OPEN = ";DB_CLOSE_ON_EXIT=FALSE";

  private final Document document;
  private final Element config;

  private DomainXml(Document document) {
    this.document = document;
    config = named(document.getDocumentElement(), "config", "server-config");
  }

  /** The file as Payara ships it becomes one that can be started on this machine. */
  static void edit(Path file, PayaraEnvironment wanted) throws IOException, LaunchException {
    DomainXml xml = read(file);
    xml.edit(wanted);
    xml.write(file);
  }

  /** The port that a domain is administered at. */
  static int managementPort(Path file) throws IOException {
    Element listener = named(read(file).config, "network-listener", "admin-listener");
    return Integer.parseInt(listener.getAttribute("port"));
  }

  private static DomainXml read(Path file) throws IOException {
    try {
      return new DomainXml(
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + " is not what Payara ships", e);
    }
  }

  private void write(Path file) throws IOException {
    try {
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(file.toFile()));
    } catch (TransformerException e) {
      throw new IOException(file + " cannot be written", e);
    }
  }

  private void edit(PayaraEnvironment wanted) throws LaunchException {
    listen("http-listener-1", wanted.httpAddress(), wanted.httpPort());
    listen("admin-listener", "127.0.0.1", wanted.managementPort());
    named(config, "network-listener", "http-listener-2").setAttribute("enabled", "false");
    for (String unused : UNUSED) {
      all(config, unused).forEach(element -> element.setAttribute("enabled", "false"));
    }
    withoutMessaging();
    withoutPhoneHome();
    closeDatabases();
  }

  private void listen(String name, String address, int port) {
    Element listener = named(config, "network-listener", name);
    listener.setAttribute("address", address);
    listener.setAttribute("port", Integer.toString(port));
  }

  /** A broker elsewhere, that nobody calls: the embedded one listens on all addresses. */
  private void withoutMessaging() {
    Element service = append(config, "jms-service", Map.of("type", "REMOTE"));
    service.setAttribute("default-jms-host", "none");
    append(service, "jms-host", Map.of("name", "none", "host", "127.0.0.1", "lazy-init", "false"));
  }

  private void withoutPhoneHome() {
    Element domain = document.getDocumentElement();
    Element off = document.createElement("phone-home-runtime-configuration");
    off.setAttribute("enabled", "false");
    domain.insertBefore(off, domain.getFirstChild());
  }

  /**
   * Those that Payara brings along. They would listen on all addresses, and be gone at the shutdown
   * signal, while the server that stops still asks for its timers, again and again for ten seconds.
   */
  private void closeDatabases() {
    for (Element property : all(document.getDocumentElement(), "property")) {
      String value = property.getAttribute("value");
      if (value.endsWith(AUTO_SERVER)) {
        property.setAttribute("value", value.replace(AUTO_SERVER, STAY_OPEN));
      }
    }
  }

  private Element append(Element parent, String tag, Map<String, String> attributes) {
    Element element = document.createElement(tag);
    attributes.forEach(element::setAttribute);
    parent.appendChild(element);
    return element;
  }

  private static Element named(Element parent, String tag, String name) {
    return all(parent, tag).stream()
        .filter(element -> element.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("domain.xml has no " + tag + " " + name));
  }

  private static List<Element> all(Element parent, String tag) {
    NodeList found = parent.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }
}
