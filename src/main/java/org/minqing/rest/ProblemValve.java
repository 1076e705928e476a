package org.minqing.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.MediaType;

/**
 * Says as problem details what the server refuses before anything of ours sees it: what is no HTTP, an address that cannot
 * be decoded, headers that are too large. The server's own page would name it and its version.
 */
public class ProblemValve extends ErrorReportValve {

    private static final Map<Integer, String> DETAILS = Map.of(
            400, "请求不是完整的 HTTP，地址无法解析，或请求头过大",
            404, "没有这个地址",
            405, "这个地址不接受这种方法",
            413, "请求内容过大",
            414, "地址过长",
            431, "请求头过大",
            501, "不支持这种方法或传输编码",
            503, "系统正在启动或停止");

    @Override
    protected void report(Request request, Response response, Throwable failed) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        boolean theirs = status < 500 || status == 501;
        String type = status == 404 ? "not-found" : theirs ? "malformed" : status == 503 ? "unavailable" : "internal";
        String body = "{\"type\":\"urn:minqing:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(
                        type, theirs ? "内容有误" : "系统出错", status, DETAILS.getOrDefault(status, theirs ? "请求有误" : "系统出错"));
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.getReporter().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().debug("nobody hears the answer", gone);
        }
    }
}
