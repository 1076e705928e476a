package org.minqing.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.minqing.Refused;
import org.minqing.Sql;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether this installation has its first administrator. Until then, in {@code prod}, every door but that of
 * {@link SetupController} is shut; a demonstration brings its own administrator.
 */
@Service
class Installation {

    /** Every profile but those that are no installation: what nobody has thought of is closed too. */
    static final String CLOSED = "prod | (!demo & !test & !replay)";

    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 200;
    private static final int TOKEN_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Map<String, String> DEMONSTRATIONS = Map.of(
            "admin",
            "admin",
            "grid01",
            "demo",
            "community01",
            "demo",
            "street01",
            "demo",
            "dispatch01",
            "demo",
            "leader01",
            "demo");

    private final JdbcClient jdbc;
    private final IdentityService identity;
    private final Clock clock;
    private final AuditService audit;
    private final boolean mustBeSetUp;
    private volatile boolean open;

    Installation(
            @Lazy JdbcClient jdbc,
            @Lazy IdentityService identity,
            Clock clock,
            @Lazy AuditService audit,
            Environment environment) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.identity = identity;
        this.clock = clock;
        this.mustBeSetUp = environment.acceptsProfiles(Profiles.of(CLOSED));
        this.open = !mustBeSetUp;
    }

    /** True once there is, or need be, no first administrator to wait for; another node may have received him. */
    boolean isOpen() {
        if (!open) {
            open = isInitialised();
        }
        return open;
    }

    /**
     * Looks at what an earlier start left.
     *
     * @return the one-time token for the first administrator where there is none yet, else null
     * @throws RefusedToStart when all administrators are gone, or a demonstration's account is there
     */
    @Transactional
    String begin() {
        boolean hasAdministrator =
                identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).count() > 0;
        if (isInitialised()) {
            if (!hasAdministrator) {
                throw new RefusedToStart("管理员组（camunda-admin）是空的：请先在数据库中恢复一名管理员");
            }
        }
        DEMONSTRATIONS.forEach((user, password) -> {
            if (identity.checkPassword(user, password)) {
                throw new RefusedToStart("数据库中有演示账号 %s：请删除或更换口令后再启动".formatted(user));
            }
        });
        if (hasAdministrator) {
            initialised();
            return null;
        }
        String token = token();
        jdbc.sql("delete from installation where id = 1").update();
        jdbc.sql("insert into installation (id, token_hash) values (1, ?)")
                .param(hash(token))
                .update();
        return token;
    }

    /** @throws Refused 403 when the token is wrong, 404 when the administrator is there, 422 when id or password are bad */
    @Transactional
    void firstAdministrator(String token, String id, String password) {
        String expected = jdbc.sql(
                        "select token_hash from installation where id = 1 and initialised_at is null for update")
                .query(String.class)
                .optional()
                .filter(hash -> mustBeSetUp)
                .orElseThrow(() -> Refused.notFound("系统已经初始化"));
        if (token == null || !MessageDigest.isEqual(bytes(hash(token)), bytes(expected))) {
            throw Refused.forbidden("一次性口令不对");
        }
        if (id == null || !BasicAuthentication.USER_ID.matcher(id).matches()) {
            throw Refused.invalid("id", "账号只能由 1 至 64 个字母、数字、“-”和“_”组成");
        }
        if (password == null
                || password.length() < SHORTEST_PASSWORD
                || password.length() > LONGEST_PASSWORD
                || password.equalsIgnoreCase(id)) {
            throw Refused.invalid(
                    "password", "密码应为 %d 至 %d 个字符，且不能与账号相同".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
        }
        if (identity.createUserQuery().userId(id).count() > 0) {
            throw Refused.invalid("id", "账号 %s 已经存在".formatted(id));
        }
        create(id, password);
        initialised();
        audit.record(AuditEntry.of("FIRST_ADMINISTRATOR", id), id);
    }

    private void create(String id, String password) {
        User user = identity.newUser(id);
        user.setFirstName("系统管理员");
        user.setLastName("");
        user.setPassword(password);
        identity.saveUser(user);
        if (identity.createGroupQuery().groupId(Groups.CAMUNDA_ADMIN).count() == 0) {
            Group group = identity.newGroup(Groups.CAMUNDA_ADMIN);
            group.setName("系统管理员");
            group.setType(Groups.GROUP_TYPE_SYSTEM);
            identity.saveGroup(group);
        }
        identity.createMembership(id, Groups.CAMUNDA_ADMIN);
    }

    private boolean isInitialised() {
        return jdbc.sql("select 1 from installation where id = 1 and initialised_at is not null")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private void initialised() {
        if (!isInitialised()) {
            jdbc.sql("delete from installation where id = 1").update();
            jdbc.sql("insert into installation (id, initialised_at) values (1, ?)")
                    .param(Sql.at(clock.instant()))
                    .update();
        }
    }

    private static String token() {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
