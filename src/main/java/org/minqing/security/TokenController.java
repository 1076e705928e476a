package org.minqing.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.minqing.Refused;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The security administrator gives systems their tokens and takes them back. */
@RestController
@RequestMapping("/api/v1/tokens")
@Tag(name = "tokens", description = "各单位业务系统的令牌 · tokens of units' systems")
class TokenController {

    private final TokenService tokens;
    private final Clock clock;

    TokenController(TokenService tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The answer holds the token: no cache may keep it. */
    @Operation(summary = "发放令牌，令牌只显示这一次 · Issue a token, shown only once")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "token",
                                            value =
                                                    "{\"unitCode\": \"420106-POWER\", \"name\": \"供电工单系统\", \"days\": 365}")))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TokenView> issue(@RequestBody TokenAsked asked) {
        if (asked.days() == null) {
            throw Refused.invalid("days", "有效期（天）不能为空");
        }
        TokenService.Issued issued = tokens.issue(asked.unitCode(), asked.name(), asked.days());
        return ResponseEntity.created(
                        URI.create("/api/v1/tokens/" + issued.token().id()))
                .cacheControl(CacheControl.noStore())
                .body(view(issued.token(), issued.secret()));
    }

    @Operation(summary = "列出令牌 · List tokens")
    @GetMapping
    List<TokenView> list() {
        return tokens.all().stream().map(token -> view(token, null)).toList();
    }

    @Operation(summary = "吊销令牌，即刻生效 · Revoke a token, at once")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable("id") String id) {
        tokens.revoke(id);
    }

    private TokenView view(ApiToken token, String secret) {
        return new TokenView(
                token.id(),
                secret,
                token.hint(),
                token.name(),
                token.unitCode(),
                token.officerId(),
                token.createdBy(),
                local(token.createdAt()),
                local(token.expiresAt()),
                token.revokedBy(),
                local(token.revokedAt()));
    }

    private OffsetDateTime local(Instant when) {
        return when == null ? null : when.atZone(clock.getZone()).toOffsetDateTime();
    }

    /** @param days how long it is valid, 1 to 730 */
    @Schema(description = "所需的令牌 · the token that is wanted")
    record TokenAsked(String unitCode, String name, Integer days) {}

    /**
     * @param token only in the answer to its creation
     * @param hint how it begins
     * @param officerId as whom its bearer acts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "令牌 · a token")
    record TokenView(
            String id,
            String token,
            String hint,
            String name,
            String unitCode,
            String officerId,
            String createdBy,
            OffsetDateTime createdAt,
            OffsetDateTime expiresAt,
            String revokedBy,
            OffsetDateTime revokedAt) {

        @Override
        public String toString() {
            return "TokenView[" + id + "]";
        }
    }
}
