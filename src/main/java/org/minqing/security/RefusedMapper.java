package org.minqing.security;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.Map;
import org.minqing.Refused;

/** Says a refusal at the engine's addresses in the form that the webapps show: {@code {type, message}}. */
@Provider
public class RefusedMapper implements ExceptionMapper<Refused> {

    @Override
    public Response toResponse(Refused refused) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", refused.kind().type());
        body.put("message", refused.getMessage());
        if (refused.field() != null) {
            body.put("field", refused.field());
        }
        return Response.status(refused.kind().status())
                .entity(body)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
