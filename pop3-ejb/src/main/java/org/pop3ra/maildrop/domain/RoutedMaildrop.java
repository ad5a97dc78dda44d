package org.pop3ra.maildrop.domain;

import org.pop3ra.spi.Route;

/** Where a recipient's copy goes: the key of the maildrop. */
public record RoutedMaildrop(long maildrop) implements Route {}
