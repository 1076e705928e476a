package org.minqing;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says a refusal over HTTP as RFC 9457 problem details; Spring says its own refusals in the same form. */
@RestControllerAdvice
class RefusalAdvice {

    @ExceptionHandler
    ProblemDetail refused(Refused refused) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.valueOf(refused.kind().status()), refused.getMessage());
        problem.setType(URI.create("urn:minqing:problem:" + refused.kind().type()));
        problem.setTitle(refused.kind().title());
        if (refused.field() != null) {
            problem.setProperty("field", refused.field());
        }
        return problem;
    }
}
