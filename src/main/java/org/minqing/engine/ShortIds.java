package org.minqing.engine;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.springframework.stereotype.Component;

/**
 * Ids of 16 letters and digits, in the order of their making: half as long as a UUID, and each stands in a dozen indexes.
 * The first eleven say when, the last five which process made it, so that several nodes need not speak to each other.
 */
@Component
public class ShortIds implements IdGenerator {

    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int BITS = 5;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TIME_DIGITS = 11;
    private static final int NODE_DIGITS = 5;
    /** Ids in a millisecond; whoever makes more of them borrows from the next. */
    private static final int COUNTER_BITS = 14;

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();
    private final String node = digits(RANDOM.nextLong(), NODE_DIGITS);

    ShortIds(Clock clock) {
        this.clock = clock;
    }

    /** Never the same twice, also when the clock is set back. */
    @Override
    public String getNextId() {
        long now = clock.millis() << COUNTER_BITS;
        return digits(last.updateAndGet(before -> Math.max(before + 1, now)), TIME_DIGITS) + node;
    }

    private static String digits(long value, int count) {
        char[] digits = new char[count];
        long rest = value;
        for (int i = count - 1; i >= 0; i--) {
            digits[i] = DIGITS[(int) (rest & (DIGITS.length - 1))];
            rest >>>= BITS;
        }
        return new String(digits);
    }
}
