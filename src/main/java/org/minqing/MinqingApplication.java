package org.minqing;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Minqing. The zone is pinned first, because the engine stores times without zone. */
@SpringBootApplication
public class MinqingApplication {

    static {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
    }

    public static void main(String[] args) {
        SpringApplication.run(MinqingApplication.class, args);
    }
}
