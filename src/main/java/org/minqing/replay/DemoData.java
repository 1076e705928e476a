package org.minqing.replay;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.NewAppeal;
import org.minqing.directory.DirectoryImporter;
import org.minqing.directory.DirectoryService;
import org.minqing.engine.VirtualTime;
import org.minqing.notification.NotificationService;
import org.minqing.triage.TriageService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Fills an empty database for the demonstration: a district's real units, a few officers, and appeals whose last weeks
 * are played in virtual time through the real services. A database that holds a unit is left alone.
 */
@Component
@Profile("demo")
@ConditionalOnWebApplication
class DemoData implements ApplicationRunner {

    static final String PASSWORD = "demo";

    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);

    private final DirectoryImporter importer;
    private final DirectoryService directory;
    private final AppealService appeals;
    private final TriageService triage;
    private final DemoProcess officers;
    private final VirtualTime time;
    private final NotificationService notices;
    private final Clock clock;
    private final ObjectMapper json;
    private final JdbcClient jdbc;

    DemoData(
            DirectoryImporter importer,
            DirectoryService directory,
            AppealService appeals,
            TriageService triage,
            DemoProcess officers,
            VirtualTime time,
            NotificationService notices,
            Clock clock,
            ObjectMapper json,
            JdbcClient jdbc) {
        this.importer = importer;
        this.directory = directory;
        this.appeals = appeals;
        this.triage = triage;
        this.officers = officers;
        this.time = time;
        this.notices = notices;
        this.clock = clock;
        this.json = json;
        this.jdbc = jdbc;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (hasUnits()) {
            return;
        }
        LOG.info("正在准备演示数据……");
        try (InputStream units = file("units.csv");
                InputStream staff = file("officers.csv")) {
            importer.importUnits(units);
            importer.importOfficers(staff, PASSWORD);
        }
        List<Event> events = events(stories());
        Instant now = clock.instant();
        time.play(events.get(0).at(), () -> {
            events.forEach(this::happen);
            time.runUntil(now);
            notices.toldInVirtualTime();
        });
    }

    private boolean hasUnits() {
        return jdbc.sql("select 1 from unit fetch first 1 rows only")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    List<DemoStory> stories() throws IOException {
        try (InputStream file = file("appeals.json")) {
            return json.readValue(file, new TypeReference<>() {});
        }
    }

    private List<Event> events(List<DemoStory> stories) {
        return stories.stream()
                .flatMap(story -> {
                    Instant received = story.receivedAt(clock);
                    return Stream.concat(
                            Stream.of(new Event(received, story, null)),
                            story.acts().stream().map(act -> new Event(received.plus(act.after()), story, act)));
                })
                .sorted(Comparator.comparing(Event::at))
                .toList();
    }

    private void happen(Event event) {
        time.runUntil(event.at());
        notices.toldInVirtualTime();
        if (event.act() == null) {
            appeals.receive(triage.placed(newAppeal(event.story(), event.at())));
        } else {
            officers.act(
                    appeals.bySource(event.story().source(), event.story().id()).orElseThrow(), event.act());
        }
    }

    private NewAppeal newAppeal(DemoStory story, Instant receivedAt) {
        return new NewAppeal(
                story.source(),
                story.id(),
                story.kind(),
                story.requester(),
                story.subject(),
                story.text(),
                story.place(),
                story.by() == null
                        ? null
                        : directory.officer(story.by()).orElseThrow().unitCode(),
                null,
                story.signals(),
                story.mostNeeded(),
                story.hardest(),
                story.mostWanted(),
                receivedAt,
                receivedAt,
                story.by());
    }

    private static InputStream file(String name) throws IOException {
        return new ClassPathResource("demo/" + name).getInputStream();
    }

    /** @param act null = the appeal comes in */
    private record Event(Instant at, DemoStory story, DemoStory.Act act) {}
}
