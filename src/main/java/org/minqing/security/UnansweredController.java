package org.minqing.security;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says as problem details what filters and servlets refuse without a word of their own. */
@RestController
@OpenToAll
class UnansweredController implements ErrorController {

    @RequestMapping("/error")
    void say(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND;
        if (status == null) {
            status = HttpStatus.INTERNAL_SERVER_ERROR;
        }
        switch (status) {
            case UNAUTHORIZED -> Problems.write(response, status, "unauthenticated", "未登录", "请先登录");
            case FORBIDDEN -> Problems.write(response, status, "forbidden", "无权办理", "您无权进行此操作，或页面已过期，请刷新后再试");
            case NOT_FOUND -> Problems.write(response, status, "not-found", "未找到", "没有这个地址");
            default -> {
                if (status.is5xxServerError()) {
                    Problems.write(response, status, "internal", "系统出错", "系统出错，未作任何改动；请稍后再试，或告知管理员");
                } else {
                    Problems.write(response, status, "malformed", "内容有误", "请求有误");
                }
            }
        }
    }
}
