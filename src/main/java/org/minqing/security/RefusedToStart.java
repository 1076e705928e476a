package org.minqing.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What must be put right before the application may start; the message is a Chinese sentence for the operator. */
final class RefusedToStart extends IllegalStateException {

    RefusedToStart(String message) {
        super(message);
    }

    /** Says it without a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<RefusedToStart> {

        @Override
        protected FailureAnalysis analyze(Throwable root, RefusedToStart cause) {
            return new FailureAnalysis(cause.getMessage(), "见 docs/security.md", cause);
        }
    }
}
