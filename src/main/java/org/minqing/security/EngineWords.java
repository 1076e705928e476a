package org.minqing.security;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;

/**
 * What the engine's addresses refuse in words of their own: they stay, without the names of classes in them. What fails
 * there although no command of the engine has failed is a request that cannot be read: its caller's mistake.
 */
public class EngineWords implements ContainerResponseFilter {

    private static final int REFUSED = 400;
    private static final int FAULT = 500;
    private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z][\\w]*\\.){2,}(?=[A-Z])");

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < REFUSED) {
            return;
        }
        if (response.getStatus() == FAULT && !EngineDoor.hasFailed()) {
            response.setStatus(REFUSED);
        }
        if (response.getEntity() instanceof ExceptionDto said) {
            said.setMessage(plain(said.getMessage()));
        } else if (response.getEntity() instanceof String said) {
            Map<String, String> body = new LinkedHashMap<>();
            body.put("type", "invalid");
            body.put("message", plain(said));
            response.setEntity(body, null, MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private static String plain(String words) {
        return words == null ? null : QUALIFIED.matcher(words).replaceAll("");
    }
}
