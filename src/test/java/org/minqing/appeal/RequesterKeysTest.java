package org.minqing.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.minqing.EmptyDatabase;
import org.minqing.security.Scope;
import org.minqing.security.TestCipher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Personal data under a key that is changed while the application runs on. */
@Tag("database")
class RequesterKeysTest {

    private static final Map<String, String> BOTH = Map.of("first", key("one"), "second", key("two"));
    private static final Scope ALL = new Scope(true, "", "", "");
    private static final Requester WANG = new Requester("王芳", "138-1234 5678", "某路 1 号", null);

    private final JdbcTemplate database = EmptyDatabase.create();

    @BeforeEach
    void anAppeal() {
        database.update("insert into unit (code, name, level, path) values ('4201', '武汉市', 'CITY', '/4201/')");
        for (String id : List.of("1", "2")) {
            database.update("""
                    insert into appeal (number, source, source_id, requester_kind, subject, text, signals, reported_at,
                        received_at, place_unit, place_path, state, round, return_count, callback_attempts)
                    values (?, 'test', ?, 'RESIDENT', '路灯', '路灯', '', current_timestamp, current_timestamp, '4201',
                        '/4201/', 'OPEN', 1, 0, 0)""", "4201-20260302-0000" + id, id);
        }
    }

    @Test
    void keyIsChanged_oldRowsAreReadAndFoundAndSealedAnew() {
        under("first", Map.of("first", key("one"))).insert(1, WANG);
        RequesterRepository both = under("second", BOTH);
        both.insert(2, WANG);

        assertThat(both.find(1)).contains(WANG);
        assertThat(found(both, "+86 13812345678")).containsExactly("4201-20260302-00002", "4201-20260302-00001");
        assertThat(both.withOldKey(10)).containsExactly(1L);
        both.reseal(1);
        assertThat(both.withOldKey(10)).isEmpty();

        RequesterRepository only = under("second", Map.of("second", key("two")));
        assertThat(only.find(1)).contains(WANG);
        assertThat(found(only, "13812345678")).hasSize(2);
        assertThatThrownBy(() -> under("first", Map.of("first", key("one"))).find(1))
                .hasMessageContaining("second")
                .hasMessageNotContaining("王芳");
    }

    @Test
    void rowMovedToAnotherAppeal_cannotBeOpened() {
        RequesterRepository requesters = under("first", BOTH);
        requesters.insert(1, WANG);
        database.update("update requester set appeal_id = 2");
        assertThatThrownBy(() -> requesters.find(2)).hasMessageNotContaining("王芳");
    }

    @Test
    void keysFromTheEnvironment_areKnownByTheirIds() {
        assertThat(TestCipher.keys(Map.of("MINQING_PERSONALDATA_KEYS_SECOND", "abc")))
                .containsEntry("second", "abc");
    }

    @Test
    void masked_saysWhomOneWouldSpeakToAndNoMore() {
        assertThat(WANG.masked()).isEqualTo(new Requester("王****", "138****78", "****", null));
        assertThat(new Requester("王", "110", null, "4").masked())
                .isEqualTo(new Requester("****", "****10", null, "****"));
    }

    private static List<String> found(RequesterRepository requesters, String phone) {
        return requesters.byPhone(phone, ALL, 10).stream()
                .map(RequesterService.Hit::number)
                .toList();
    }

    private RequesterRepository under(String current, Map<String, String> keys) {
        return new RequesterRepository(JdbcClient.create(database), TestCipher.with(current, keys), new ObjectMapper());
    }

    private static String key(String of) {
        return Base64.getEncoder()
                .encodeToString((of + "-".repeat(32)).substring(0, 32).getBytes());
    }
}
