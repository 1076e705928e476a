package org.minqing.security;

import java.util.Base64;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** {@code prod} does not start half closed; it says what is missing before it touches anything. */
@Component
@Profile(Installation.CLOSED)
class ClosedStart implements BeanFactoryPostProcessor, EnvironmentAware {

    private static final String KEYS = "minqing.personal-data";

    private Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        require(!environment.acceptsProfiles(Profiles.of("demo")), "prod 不能与 demo 同时启用");
        String url = environment.getProperty("spring.datasource.url", "");
        require(url.startsWith("jdbc:postgresql:"), "生产环境只能使用 PostgreSQL：请设置 MINQING_DB_URL=jdbc:postgresql://…");
        require(
                StringUtils.hasText(environment.getProperty("spring.datasource.username")),
                "没有数据库用户：请设置 MINQING_DB_USER");
        require(
                StringUtils.hasText(environment.getProperty("spring.datasource.password")),
                "没有数据库口令：请设置 MINQING_DB_PASSWORD");
        requireKeys();
    }

    private void requireKeys() {
        Map<String, String> keys = Binder.get(environment)
                .bind(KEYS + ".keys", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        String key = keys.getOrDefault(environment.getProperty(KEYS + ".current-key", ""), "");
        require(isKey(key), "没有个人信息密钥：请设置 MINQING_PERSONAL_DATA_KEY（32 字节的 Base64）");
        require(!isDemonstrations(key), "不能使用演示密钥：请另行生成 MINQING_PERSONAL_DATA_KEY");
        String audit = environment.getProperty("minqing.audit.key", "");
        require(isKey(audit), "没有审计密钥：请设置 MINQING_AUDIT_KEY（32 字节的 Base64）");
        require(!isDemonstrations(audit), "不能使用演示密钥：请另行生成 MINQING_AUDIT_KEY");
        require(!audit.strip().equals(key.strip()), "审计密钥不能与个人信息密钥相同：请另行生成 MINQING_AUDIT_KEY");
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key.strip()).length == 32;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean isDemonstrations(String key) {
        return new String(Base64.getDecoder().decode(key.strip()), java.nio.charset.StandardCharsets.ISO_8859_1)
                .startsWith("demonstration-key");
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new RefusedToStart(otherwise);
        }
    }
}
