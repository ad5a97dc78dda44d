package org.pop3ra.kerberos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keytabs in MIT's format, version 2, with a key that no centre knows. */
public final class TestKeytab {
  private static final int VERSION = 0x0502;
  private static final int NAME_TYPE = 1;
  private static final int AES_256 = 18;
  private static final int KEY_OCTETS = 32;

  private TestKeytab() {}

  /** Writes one for a service {@code pop/host@REALM}. */
  public static Path write(Path file, String principal) throws IOException {
    String[] parts = principal.split("[/@]", -1);
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(entry);
    out.writeShort(parts.length - 1);
    text(out, parts[parts.length - 1]);
    for (int i = 0; i < parts.length - 1; i++) {
      text(out, parts[i]);
    }
    out.writeInt(NAME_TYPE);
    out.writeInt(0);
    out.writeByte(1);
    out.writeShort(AES_256);
    out.writeShort(KEY_OCTETS);
    out.write(new byte[KEY_OCTETS]);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    DataOutputStream keytab = new DataOutputStream(all);
    keytab.writeShort(VERSION);
    keytab.writeInt(entry.size());
    entry.writeTo(keytab);
    return Files.write(file, all.toByteArray());
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    out.writeShort(text.length());
    out.write(text.getBytes(US_ASCII));
  }
}
