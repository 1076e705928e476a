package org.minqing.rest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.minqing.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Says whatever goes wrong below {@code /api} as RFC 9457 problem details with a {@code type} that stays: refusals of
 * ours, Spring's own (whose words stand in {@code messages.properties}), and what nobody foresaw.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String TYPES = "urn:minqing:problem:";
    private static final URI NONE = URI.create("about:blank");
    private static final Map<Integer, String> TYPE_OF_STATUS = Map.of(
            400, "malformed",
            401, "unauthenticated",
            403, "forbidden",
            404, "not-found",
            405, "method-not-allowed",
            406, "not-acceptable",
            413, "too-large",
            415, "unsupported",
            422, "invalid",
            503, "unavailable");
    private static final int EXCERPT = 30;

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused refused) {
        HttpStatus status = HttpStatus.valueOf(refused.kind().status());
        ProblemDetail problem =
                problem(status, refused.kind().type(), refused.kind().title(), refused.getMessage());
        if (refused.field() != null) {
            problem.setProperty("field", refused.field());
        }
        refused.details().forEach(problem::setProperty);
        ResponseEntity.BodyBuilder answer = answer(ResponseEntity.status(status));
        return refused.kind() == Refused.Kind.BUSY
                ? answer.header(HttpHeaders.RETRY_AFTER, "1").body(problem)
                : answer.body(problem);
    }

    /** A form that is none, or breaks off. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> upload(MultipartException broken) {
        if (broken instanceof MaxUploadSizeExceededException) {
            return refused(new Refused(Refused.Kind.TOO_LARGE, null, "上传的文件过大"));
        }
        return answer(ResponseEntity.badRequest())
                .body(problem(HttpStatus.BAD_REQUEST, "malformed", Refused.Kind.INVALID.title(), "上传的表单不完整"));
    }

    /** A value that our own rules let through and the database does not take. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> value(DataIntegrityViolationException refused) {
        LOG.warn("the database refused a value", refused);
        return refused(Refused.invalid(null, "有一项内容过长、超出范围，或含有不能保存的字符"));
    }

    /** Somebody else holds the row for longer than we wait. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(ConcurrencyFailureException held) {
        return refused(new Refused(Refused.Kind.BUSY, null, "他人正在办理同一事项，请稍后再试"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unforeseen(RuntimeException failed) {
        LOG.error("a call failed", failed);
        return answer(ResponseEntity.internalServerError())
                .body(problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "系统出错", "系统出错，未作任何改动；请稍后再试，或告知管理员"));
    }

    /** Spring would say it in English and leave the field out. */
    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String field = unreadable.getCause() instanceof JsonMappingException mapping ? path(mapping) : null;
        ProblemDetail problem = problem(
                HttpStatus.BAD_REQUEST,
                Refused.Kind.INVALID.type(),
                Refused.Kind.INVALID.title(),
                reason(unreadable, field));
        if (field != null && !field.isEmpty()) {
            problem.setProperty("field", field);
        }
        return handleExceptionInternal(unreadable, problem, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem) {
            if (NONE.equals(problem.getType())) {
                problem.setType(URI.create(TYPES + TYPE_OF_STATUS.getOrDefault(status.value(), "internal")));
            }
            HttpStatus known = HttpStatus.resolve(status.value());
            if (known != null && known.getReasonPhrase().equals(problem.getTitle())) {
                problem.setTitle(status.is5xxServerError() ? "系统出错" : "内容有误");
            }
        }
        return answer(ResponseEntity.status(status).headers(headers)).body(body);
    }

    /** Whatever the caller says that he accepts: he has to be told. */
    private static ResponseEntity.BodyBuilder answer(ResponseEntity.BodyBuilder answer) {
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private static ProblemDetail problem(HttpStatus status, String type, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPES + type));
        problem.setTitle(title);
        return problem;
    }

    private static String reason(HttpMessageNotReadableException unreadable, String field) {
        if (unreadable.getCause() instanceof JsonParseException broken
                && String.valueOf(broken.getOriginalMessage()).startsWith("Duplicate field")) {
            return "同一个字段不能出现两次";
        }
        if (unreadable.getCause() instanceof InvalidFormatException format && format.getTargetType() == String.class) {
            return "字段“%s”含有不能保存的字符".formatted(field);
        }
        if (unreadable.getCause() instanceof UnrecognizedPropertyException) {
            return "没有名为“%s”的字段".formatted(excerpt(field));
        }
        if (unreadable.getCause() instanceof InvalidFormatException format
                && format.getTargetType().isEnum()) {
            return "字段“%s”应为以下之一：%s"
                    .formatted(
                            field,
                            Arrays.stream(format.getTargetType().getEnumConstants())
                                    .map(Object::toString)
                                    .collect(Collectors.joining("、")));
        }
        return field == null || field.isEmpty() ? "请求内容不是完整的 JSON 对象" : "字段“%s”的类型不对".formatted(field);
    }

    private static String path(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
    }

    private static String excerpt(String value) {
        return value.length() <= EXCERPT ? value : value.substring(0, EXCERPT) + "…";
    }
}
