package org.minqing.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.minqing.Refused;
import org.minqing.audit.AuditService;
import org.minqing.engine.Caller;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Carries out a call that names an {@code Idempotency-Key} once, and gives its answer to whoever repeats it: the same
 * caller with the same key and the same request. The key's row is written in the transaction of the work, so that there is
 * never the one without the other, on whatever node and however the node dies. A refusal changes nothing and is kept
 * afterwards; a failure of ours is not kept.
 */
@Component
class RepeatedCalls {

    static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");
    /** Refusals that end when a right is given or a moment has passed. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 429);

    private final KeptAnswerRepository answers;
    private final Caller caller;
    private final AuditService audit;
    private final PlatformTransactionManager transactions;
    private final TransactionTemplate separately;

    RepeatedCalls(
            @Lazy KeptAnswerRepository answers,
            Caller caller,
            @Lazy AuditService audit,
            @Lazy PlatformTransactionManager transactions) {
        this.audit = audit;
        this.answers = answers;
        this.caller = caller;
        this.transactions = transactions;
        this.separately = new TransactionTemplate(transactions);
    }

    /**
     * @param commitsByItself see {@link CommitsByItself}
     * @throws Refused when the key cannot be one, belongs to another request, or is being used at this moment
     */
    void once(
            String key,
            boolean commitsByItself,
            HttpServletRequest plain,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (!KEY.matcher(key).matches()) {
            throw Refused.invalid("Idempotency-Key", "Idempotency-Key 应为 1 至 128 个可见的 ASCII 字符");
        }
        RepeatableRequest request = repeatable(plain);
        String who = caller.id().orElseThrow();
        Optional<KeptAnswer> known = answers.find(who, key);
        if (known.isPresent()) {
            repeat(known.get(), request, response);
            return;
        }
        CapturedCall call = new CapturedCall(who, key, request, new ContentCachingResponseWrapper(response));
        boolean first;
        try {
            first = commitsByItself ? thenKeep(call, chain) : keepWithin(call, chain);
        } catch (DuplicateKeyException | ConcurrencyFailureException another) {
            first = false;
        }
        if (first) {
            call.response().copyBodyToResponse();
        } else {
            repeat(answers.find(who, key).orElseThrow(RepeatedCalls::busy), request, response);
        }
    }

    private RepeatableRequest repeatable(HttpServletRequest plain) throws IOException, ServletException {
        try {
            return new RepeatableRequest(plain, audit::digests);
        } catch (IllegalStateException tooLarge) {
            throw new Refused(Refused.Kind.TOO_LARGE, null, "上传的文件过大");
        }
    }

    /** @return false when another call has used the key meanwhile */
    private boolean keepWithin(CapturedCall call, FilterChain chain) throws IOException, ServletException {
        TransactionStatus work = transactions.getTransaction(new DefaultTransactionDefinition());
        boolean done = false;
        try {
            answers.begin(call.who(), call.key(), call.request().fingerprint());
            chain.doFilter(call.request(), call.response());
            done = call.response().getStatus() < 400;
            if (done && work.isRollbackOnly()) {
                throw new IllegalStateException("a call answered well and took its work back: it commits by itself");
            }
            if (done) {
                answers.answered(call.who(), call.key(), call.answer(), call.about());
            }
        } finally {
            if (done && !work.isRollbackOnly()) {
                transactions.commit(work);
            } else if (!work.isCompleted()) {
                transactions.rollback(work);
            }
        }
        if (!done) {
            keepRefusal(call);
        }
        return true;
    }

    private boolean thenKeep(CapturedCall call, FilterChain chain) throws IOException, ServletException {
        separately.executeWithoutResult(
                status -> answers.begin(call.who(), call.key(), call.request().fingerprint()));
        boolean kept = false;
        try {
            chain.doFilter(call.request(), call.response());
            if (isKept(call.response().getStatus())) {
                separately.executeWithoutResult(
                        status -> answers.answered(call.who(), call.key(), call.answer(), call.about()));
                kept = true;
            }
        } finally {
            if (!kept) {
                answers.forget(call.who(), call.key());
            }
        }
        return true;
    }

    private void keepRefusal(CapturedCall call) {
        if (!isKept(call.response().getStatus())) {
            return;
        }
        try {
            separately.executeWithoutResult(status -> {
                answers.begin(call.who(), call.key(), call.request().fingerprint());
                answers.answered(call.who(), call.key(), call.answer(), call.about());
            });
        } catch (DuplicateKeyException | ConcurrencyFailureException another) {
            // a call beside this one was answered too: its answer stands, and this one has changed nothing
        }
    }

    private static boolean isKept(int status) {
        return status < 500 && !PASSING.contains(status);
    }

    private static void repeat(KeptAnswer answer, RepeatableRequest request, HttpServletResponse response)
            throws IOException {
        if (answer.isErased()) {
            throw new Refused(Refused.Kind.WITHHELD, null, "这个 Idempotency-Key 的请求已经办过，其答复已随个人信息一并删除");
        }
        if (!request.is(answer.fingerprint())) {
            throw new Refused(Refused.Kind.KEY_REUSED, "Idempotency-Key", "这个 Idempotency-Key 已用于另一请求：换一个键，或原样重发");
        }
        if (answer.status() == null) {
            throw busy();
        }
        if (answer.withheld()) {
            throw new Refused(Refused.Kind.WITHHELD, null, "这一请求已经办成，但答复中的密钥或密码只显示一次：如未收到，请吊销或重置后重新办理")
                    .with("location", answer.location());
        }
        response.setStatus(answer.status());
        response.setHeader(REPLAYED, "true");
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (answer.body() != null) {
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }
    }

    private static Refused busy() {
        return new Refused(Refused.Kind.BUSY, null, "同一请求正在办理，请稍后原样重发");
    }
}
