package org.minqing.intake;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.minqing.Refused;
import org.minqing.appeal.AppealService.Receipt;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Appeals over REST: 201 for a new one, 200 for one that is known. */
@RestController
class IntakeController {

    private final IntakeService intake;

    IntakeController(IntakeService intake) {
        this.intake = intake;
    }

    @PostMapping("/api/v1/appeals")
    ResponseEntity<Receipt> receive(@RequestBody AppealRequest request) {
        Receipt receipt = intake.receive(request);
        return ResponseEntity.status(receipt.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(URI.create("/api/v1/appeals/" + receipt.number()))
                .body(receipt);
    }

    /** Spring would say it in English and leave the field out. */
    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException unreadable) {
        String field = unreadable.getCause() instanceof JsonMappingException mapping ? path(mapping) : null;
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, reason(unreadable, field));
        problem.setType(URI.create("urn:minqing:problem:" + Refused.Kind.INVALID.type()));
        problem.setTitle(Refused.Kind.INVALID.title());
        if (field != null && !field.isEmpty()) {
            problem.setProperty("field", field);
        }
        return problem;
    }

    private static String reason(HttpMessageNotReadableException unreadable, String field) {
        if (unreadable.getCause() instanceof UnrecognizedPropertyException) {
            return "没有名为“%s”的字段".formatted(Inputs.excerpt(field));
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
}
