package org.minqing.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** People at work while a fault happens, and what must have reached them afterwards. */
final class Load {

    private static final int DRIVERS = 3;

    private Load() {}

    /** Drivers work at the nodes in turn until the fault is over; one whose node is away sends again and again. */
    static void during(Ledger ledger, List<Node> nodes, Fault fault) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(DRIVERS);
        try {
            List<Future<?>> drivers = new ArrayList<>();
            for (int i = 0; i < DRIVERS; i++) {
                drivers.add(pool.submit(new Driver(nodes.get(i % nodes.size()), ledger, enough)));
            }
            try {
                fault.happen();
            } finally {
                enough.set(true);
            }
            for (Future<?> driver : drivers) {
                driver.get(2, TimeUnit.MINUTES);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Appeals that nobody works on; every third one is urgent. @return their numbers */
    static List<String> file(Ledger ledger, Node node, int count) {
        Driver driver = new Driver(node, ledger, new AtomicBoolean());
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(driver.file(i % 3 == 0));
        }
        return numbers;
    }

    static void untilDelivered(Checker checker) throws Exception {
        Instant until = Instant.now().plusSeconds(90);
        while (!checker.column("select id from notification where state = 'WAITING' limit 1")
                .isEmpty()) {
            assertThat(Instant.now()).as("notices wait").isBefore(until);
            Node.breathe();
        }
    }

    /** Each notice that counts as mailed has arrived; at most one message twice per fault, and then with the same id. */
    static void noticesArrived(Checker checker, GreenMail mail, int faults) throws Exception {
        Map<String, Integer> arrived = new HashMap<>();
        Set<String> notices = new HashSet<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            arrived.merge(message.getMessageID(), 1, Integer::sum);
            notices.addAll(List.of(message.getHeader("X-Minqing-Notice-Id")));
        }
        assertThat(notices)
                .as("lost notices")
                .containsAll(
                        checker.column("select id from notification where state = 'DELIVERED' and channel = 'MAIL'"));
        assertThat(arrived.values().stream().filter(times -> times > 1).count())
                .as("repeated messages")
                .isLessThanOrEqualTo(faults);
    }

    static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    interface Fault {
        void happen() throws Exception;
    }
}
