package org.minqing.security;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.minqing.Refused;

/**
 * The engine's addresses read what is not there, or was not sent, without asking: of a caller's request that is a
 * mistake of his, not of the server's.
 */
@Provider
public class NullMapper implements ExceptionMapper<NullPointerException> {

    @Context
    private Request request;

    @Override
    public Response toResponse(NullPointerException missing) {
        return new RefusedMapper()
                .toResponse(
                        request.getMethod().equals("GET")
                                ? Refused.notFound("没有找到，或已经办结，或不归您办理")
                                : Refused.invalid(null, "请求内容不完整"));
    }
}
