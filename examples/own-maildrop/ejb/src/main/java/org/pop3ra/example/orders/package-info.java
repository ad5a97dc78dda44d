/**
 * A shop that shows its clerks the last hundred orders as mail. {@link
 * org.pop3ra.example.orders.OrdersMdb} is what the adapter needs; the rest stands for an
 * application that is there already.
 */
package org.pop3ra.example.orders;
