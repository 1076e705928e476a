package org.minqing.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.ProcessDriver;
import org.minqing.inbox.InboxService;
import org.minqing.joint.JointDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Bad input at scale: every operation of ours, of the engine and of the webapps, called by every role with input of every
 * class. Runs in a process and on a database of its own. A request is found again by seed and number.
 */
@MinqingTest
@Tag("fuzz")
@Import(FuzzWatch.class)
class FuzzTest {

    private static final Logger LOG = LoggerFactory.getLogger(FuzzTest.class);
    private static final int TOLD = 10_000;
    private static final int REQUESTS = Integer.getInteger("minqing.fuzz.requests", 10_000);
    private static final long SEED = Long.getLong("minqing.fuzz.seed", 7);
    private static final int ROUND = 500;
    private static final int FEWEST_CLASSES = 30;
    private static final long MOST_HEAP = 450L << 20;

    @LocalServerPort
    int port;

    @Autowired
    TestUsers users;

    @Autowired
    MatrixCases matrixCases;

    @Autowired
    FuzzWatch watch;

    @Autowired
    CanaryListener canary;

    @Autowired
    ProcessDriver driver;

    @Autowired
    JointDriver joint;

    @Autowired
    InboxService inbox;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    FilterService filters;

    @Autowired
    ManagementService management;

    @Autowired
    TaskService tasks;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    private final Map<BadInput, Map<Integer, AtomicInteger>> answers = new EnumMap<>(BadInput.class);
    private final Set<String> reached = ConcurrentHashMap.newKeySet();
    private FuzzCallers callers;
    private FuzzWork work;
    private FuzzFindings findings;

    @Test
    void badInputOfEveryClass_isRefusedAndChangesNothing() throws Exception {
        LOG.warn("fuzz: seed {}, {} requests", SEED, REQUESTS);
        assertThat(BadInput.values()).hasSizeGreaterThanOrEqualTo(FEWEST_CLASSES);
        Stream.of(BadInput.values()).forEach(bad -> answers.put(bad, new ConcurrentHashMap<>()));
        matrixCases.fill();
        callers = new FuzzCallers(port, users);
        findings = new FuzzFindings(watch);
        work = new FuzzWork(driver, joint, inbox, port, repository, runtime, filters, management, tasks);
        List<FuzzAddress> all = FuzzAddress.all(requestMappingHandlerMapping);
        List<List<FuzzAddress>> groups = new ArrayList<>();
        for (Set<String> doors : List.of(Set.of("ours"), Set.of("engine"), Set.of("cockpit", "admin", "tasklist"))) {
            List<FuzzAddress> group = new ArrayList<>(all.stream()
                    .filter(address -> doors.contains(address.door()))
                    .toList());
            Collections.shuffle(group, new Random(SEED));
            groups.add(group);
        }
        try (FuzzWire wire = new FuzzWire(port)) {
            for (int number = 0; number < REQUESTS; number++) {
                if (number % ROUND == 0) {
                    work.renew();
                }
                if (number % TOLD == 0) {
                    LOG.warn(
                            "fuzz: {} sent, {} kinds of findings",
                            number,
                            findings.lines().size());
                }
                one(number, groups, wire);
            }
        }
        summary(all);
        assertThat(findings.lines()).as(String.join("\n\n", findings.lines())).isEmpty();
        assertThat(findings.changing()).as("requests that changed something").isPositive();
        assertThat(canary.calls()).as("expressions that were evaluated").isEmpty();
        assertThat(callers.thatFail()).as("callers that cannot work any more").isEmpty();
        assertThat(heap()).isLessThan(MOST_HEAP);
    }

    /** Half at our own addresses, most of the rest at the engine's; each class meets each operation in turn. */
    private void one(int number, List<List<FuzzAddress>> groups, FuzzWire wire) throws IOException {
        int lot = number % 20;
        List<FuzzAddress> group = groups.get(lot < 10 ? 0 : lot < 18 ? 1 : 2);
        int turn =
                lot < 10 ? number / 20 * 10 + lot : lot < 18 ? number / 20 * 8 + lot - 10 : number / 20 * 2 + lot - 18;
        FuzzAddress address = group.get(turn % group.size());
        BadInput bad = BadInput.values()[(turn + turn / group.size()) % BadInput.values().length];
        Random random = new Random(SEED * 1_000_003 + number);
        String role = callers.roleFor(address, random);
        String account = callers.account(role);
        FuzzWork.Work at = random.nextInt(4) > 0 ? work.of(account, random) : work.any(random);
        FuzzRequest request = new FuzzSamples(work).request(address, account, at, random);
        request.header(FuzzWatch.HEADER, String.valueOf(number));
        callers.signIn(request, role, random);
        bad.spoil(request, random);
        boolean alone = bad == BadInput.BROKEN_FRAMING || bad == BadInput.BROKEN_ADDRESS;
        FuzzWire.Answer answer;
        try {
            answer = wire.send(request.bytes(), request.method.equals("HEAD"), alone);
        } catch (IOException failed) {
            findings.add(number, bad, role, request, FuzzWire.Answer.NONE, "no whole answer: " + failed.getMessage());
            return;
        }
        reached.add(address.name());
        answers.get(bad)
                .computeIfAbsent(answer.status(), status -> new AtomicInteger())
                .incrementAndGet();
        findings.check(number, bad, role, request, answer);
        callers.after(request, role, answer);
    }

    private void summary(List<FuzzAddress> all) {
        StringBuilder table = new StringBuilder();
        answers.forEach(
                (bad, statuses) -> table.append("%n%-22s %s".formatted(bad, new java.util.TreeMap<>(statuses))));
        LOG.warn(
                "fuzz: {} of {} operations, heap {} MB, answers by class:{}",
                reached.size(),
                all.size(),
                heap() >> 20,
                table);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
