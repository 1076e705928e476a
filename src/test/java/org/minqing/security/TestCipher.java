package org.minqing.security;

import java.time.Period;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Ciphers for tests without an application. */
public final class TestCipher {

    private TestCipher() {}

    public static PersonalDataCipher with(String currentKey, Map<String, String> keys) {
        return new PersonalDataCipher(new PersonalDataCipher.Settings(currentKey, keys, Period.ofYears(3)));
    }

    /** The keys that an operator gives by the environment. */
    public static Map<String, String> keys(Map<String, Object> environment) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", environment));
        return new Binder(ConfigurationPropertySources.from(sources))
                .bind(
                        "minqing.personal-data.keys",
                        org.springframework.boot.context.properties.bind.Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
    }
}
