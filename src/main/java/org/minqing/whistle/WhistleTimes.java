package org.minqing.whistle;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How soon departments must be on site once a whistle is signed.
 *
 * @param immediate for appeals of the class 立刻办
 * @param otherwise for all others
 */
@ConfigurationProperties("minqing.whistle")
record WhistleTimes(
        @DefaultValue("30m") Duration immediate,
        @DefaultValue("48h") Duration otherwise) {}
