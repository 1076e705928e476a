package org.minqing.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.minqing.Refused;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.directory.AccountRights;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.SystemOfficers;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.engine.Caller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bearer tokens for the systems of units, one unit each. A token is 256 random bits, so that a plain SHA-256 of it is
 * enough to keep; it is looked up at every call, so that one that is revoked is refused at the next.
 */
@Service
public class TokenService {

    private static final String PREFIX = "mq_";
    private static final int RANDOM_BYTES = 32;
    private static final int HINT = 8;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_DAYS = 730;

    private final TokenRepository tokens;
    private final SystemOfficers systems;
    private final DirectoryService directory;
    private final AccountRights rights;
    private final Caller caller;
    private final AuditService audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    TokenService(
            TokenRepository tokens,
            SystemOfficers systems,
            DirectoryService directory,
            AccountRights rights,
            Caller caller,
            AuditService audit,
            Clock clock) {
        this.rights = rights;
        this.audit = audit;
        this.tokens = tokens;
        this.systems = systems;
        this.directory = directory;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * @param days 1 to 730
     * @return the token, which can be read only here and now
     * @throws Refused 403 for who does not decide about accounts, 422 when unit, name or days cannot be
     */
    @Transactional
    public Issued issue(String unitCode, String name, int days) {
        requireRight();
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refused.invalid("name", "令牌名称应为 1 至 %d 个字，说明给哪个系统使用".formatted(LONGEST_NAME));
        }
        if (days < 1 || days > LONGEST_DAYS) {
            throw Refused.invalid("days", "有效期应为 1 至 %d 天".formatted(LONGEST_DAYS));
        }
        Unit unit = Optional.ofNullable(unitCode)
                .flatMap(directory::find)
                .orElseThrow(() -> Refused.invalid("unitCode", "没有代码为 %s 的单位".formatted(unitCode)));
        if (unit.level() == UnitLevel.CITY || unit.level() == UnitLevel.DISTRICT) {
            throw Refused.invalid("unitCode", "令牌只发给办理任务的单位：部门、指导组、派单中心、街道、社区、网格");
        }
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        ApiToken token = new ApiToken(
                UUID.randomUUID().toString(),
                secret.substring(0, HINT),
                name.strip(),
                unit.code(),
                systems.of(unit),
                caller.idOr("command-line"),
                now,
                now.plus(Duration.ofDays(days)),
                null,
                null);
        tokens.insert(token, hash(secret));
        audit.record(AuditEntry.of("TOKEN_ISSUED", token.id())
                .with("unit", token.unitCode())
                .with("name", token.name())
                .with("expiresAt", token.expiresAt().toString()));
        return new Issued(token, secret);
    }

    /** Every token, revoked and expired ones too. */
    public List<ApiToken> all() {
        requireRight();
        return tokens.all();
    }

    /** @throws Refused 404 when there is no such token */
    @Transactional
    public void revoke(String id) {
        requireRight();
        tokens.find(id).orElseThrow(() -> Refused.notFound("没有这个令牌"));
        tokens.revoke(id, caller.idOr("command-line"), clock.instant());
        audit.record(AuditEntry.of("TOKEN_REVOKED", id));
    }

    /** As whom somebody calls who shows this token: the system's id and the engine's groups that go with it. */
    Optional<Bearer> bearer(String secret) {
        return tokens.valid(hash(secret), clock.instant())
                .map(token -> new Bearer(
                        token.officerId(),
                        List.of(
                                token.unitCode(),
                                SystemOfficers.role(directory.require(token.unitCode()))
                                        .groupId())));
    }

    private void requireRight() {
        if (caller.id().isPresent() && !rights.mayDecide()) {
            throw Refused.forbidden("只有安全管理员可以管理令牌");
        }
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A new token, and the secret that its bearer shows. */
    public record Issued(ApiToken token, String secret) {

        @Override
        public String toString() {
            return "Issued[" + token.id() + "]";
        }
    }

    record Bearer(String officerId, List<String> groups) {}
}
