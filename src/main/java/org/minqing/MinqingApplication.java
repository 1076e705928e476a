package org.minqing;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts Minqing: the web application, or one of the {@link Commands} where the first argument names one. The zone is
 * pinned first, because the engine stores times without zone.
 */
@SpringBootApplication
public class MinqingApplication {

    static {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
    }

    public static void main(String[] args) {
        if (Commands.isCommand(args)) {
            System.exit(Commands.run(args));
        }
        SpringApplication.run(MinqingApplication.class, args);
    }
}
