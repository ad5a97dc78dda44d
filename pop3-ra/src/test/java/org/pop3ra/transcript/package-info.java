/**
 * Transcripts as tests: a file tells what client and server say, and is played on a {@link
 * org.pop3ra.transcript.Stage}: the protocol core without I/O, a pipeline, or a deployed server.
 * The language is described in {@link org.pop3ra.transcript.TranscriptReader}.
 */
package org.pop3ra.transcript;
