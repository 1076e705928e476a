package org.minqing.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Where the current request comes from. */
@Component
public class Origin {

    private static final int LONGEST = 45;

    /** The caller's address; null where no request is, but a rule, a timer or a command. */
    public String address() {
        String address = current().map(HttpServletRequest::getRemoteAddr).orElse(null);
        return address == null || address.length() <= LONGEST ? address : address.substring(0, LONGEST);
    }

    /** Verb and path, without what was asked or sent; null where no request is. */
    public String request() {
        return current()
                .map(request -> request.getMethod() + " " + request.getRequestURI())
                .orElse(null);
    }

    /** The verb; empty where no request is. */
    public String method() {
        return current().map(HttpServletRequest::getMethod).orElse("");
    }

    private static Optional<HttpServletRequest> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }
}
