package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.digest.Sha512HashDigest;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.engine.Caller;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinqingTest
class PasswordTest {

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Attempts attempts;

    @Autowired
    SecurityEvents events;

    @Autowired
    Caller caller;

    @Autowired
    Clock clock;

    @Test
    void passwordIsChanged_oldOneIsRefusedAtOnce() {
        users.officer("science-1");
        Browser old = new Browser(port).basic("science-1", TestUsers.PASSWORD);
        assertThat(old.get("/engine-rest/engine").statusCode()).isEqualTo(200);
        User user = identity.createUserQuery().userId("science-1").singleResult();
        user.setPassword("another-Password-1");
        identity.saveUser(user);
        assertThat(old.get("/engine-rest/engine").statusCode()).isEqualTo(401);
        assertThat(new Browser(port)
                        .basic("science-1", "another-Password-1")
                        .get("/engine-rest/engine")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void strangerGuesses_officerStillComesIn() {
        users.officer("urban-1");
        for (int i = 0; i < 15; i++) {
            assertThat(identity.checkPassword("urban-1", "guess-" + i)).isFalse();
        }
        assertThat(identity.checkPassword("urban-1", TestUsers.PASSWORD)).isTrue();
    }

    @Test
    void guesserFromOneAddress_mustWaitOnEveryNode() {
        Attempts other = new Attempts(jdbc, new SecurityEvents(jdbc, caller, clock), clock);
        for (int i = 0; i < 10; i++) {
            assertThat(other.mustWait("10.0.0.1", "urban-1")).isFalse();
            attempts.failed("10.0.0.1", "urban-1");
        }
        assertThat(other.mustWait("10.0.0.1", "urban-1")).isTrue();
        assertThat(other.mustWait("10.0.0.2", "urban-1")).isFalse();
        assertThat(other.mustWait("10.0.0.1", "power-1")).isFalse();
        ClockUtil.offset(2_000L);
        assertThat(other.mustWait("10.0.0.1", "urban-1")).isFalse();
        attempts.failed("10.0.0.1", "urban-1");
        assertThat(events.latest())
                .anyMatch(event -> event.account().equals("urban-1")
                        && event.kind().equals("PASSWORD_GUESSED")
                        && event.address().equals("10.0.0.1"));
        attempts.succeeded("10.0.0.1", "urban-1");
    }

    @Test
    void accountIsDeleted_refusedAtOnce() {
        users.administrator();
        User user = identity.newUser("short-lived");
        user.setPassword(TestUsers.PASSWORD);
        identity.saveUser(user);
        Browser browser = new Browser(port).basic("short-lived", TestUsers.PASSWORD);
        assertThat(browser.get("/engine-rest/engine").statusCode()).isEqualTo(200);
        identity.deleteUser("short-lived");
        assertThat(browser.get("/engine-rest/engine").statusCode()).isEqualTo(401);
    }

    @Test
    void guesserAtTheWebapps_waitsForThatNameAloneAndAsLongForNobody() {
        users.administrator();
        users.officer("power-1");
        users.officer("street-2");
        Browser proven = new Browser(port).basic("power-1", TestUsers.PASSWORD);
        assertThat(proven.get("/engine-rest/engine").statusCode()).isEqualTo(200);
        for (String name : new String[] {"power-1", "nobody-here"}) {
            for (int i = 0; i < 10; i++) {
                HttpResponse<String> wrong = new Browser(port).signIn("welcome", name, "guess-" + i);
                assertThat(wrong.statusCode()).isEqualTo(401);
            }
            HttpResponse<String> waiting = new Browser(port).signIn("welcome", name, TestUsers.PASSWORD);
            assertThat(waiting.statusCode()).isEqualTo(429);
            assertThat(waiting.body()).doesNotContain(name);
        }
        assertThat(new Browser(port)
                        .signIn("welcome", "street-2", TestUsers.PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        assertThat(proven.get("/engine-rest/engine").statusCode()).isEqualTo(200);
        ClockUtil.offset(2_000L);
        assertThat(new Browser(port)
                        .signIn("welcome", "power-1", TestUsers.PASSWORD)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void passwordOfOlderAlgorithm_isHashedAnewAtSignIn() {
        users.officer("guide-1");
        String salt = jdbc.sql("select SALT_ from ACT_ID_USER where ID_ = 'guide-1'")
                .query(String.class)
                .single();
        String old = "{SHA-512}" + new Sha512HashDigest().encrypt(EncryptionUtil.saltPassword("long-Since-1", salt));
        jdbc.sql("update ACT_ID_USER set PWD_ = ? where ID_ = 'guide-1'")
                .param(old)
                .update();
        assertThat(identity.checkPassword("guide-1", "long-Since-1")).isTrue();
        assertThat(stored()).startsWith("{bcrypt-sha256}$2");
        assertThat(identity.checkPassword("guide-1", "long-Since-1")).isTrue();
    }

    @Test
    void longPasswords_areWholeAndChineseOnesWork() {
        BcryptPasswords bcrypt = new BcryptPasswords(4);
        String hash = bcrypt.encrypt("长".repeat(80) + "a");
        assertThat(bcrypt.check("长".repeat(80) + "a", hash)).isTrue();
        assertThat(bcrypt.check("长".repeat(80) + "b", hash)).isFalse();
    }

    private String stored() {
        return jdbc.sql("select PWD_ from ACT_ID_USER where ID_ = 'guide-1'")
                .query(String.class)
                .single();
    }
}
