package org.minqing.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.minqing.ImportReport.RefusedRow;
import org.minqing.Refused;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.NewAppeal;
import org.minqing.closing.ClosingService;
import org.minqing.engine.VirtualTime;
import org.minqing.intake.AnsweredAppeal;
import org.minqing.intake.AppealHistory;
import org.springframework.stereotype.Service;

/**
 * Runs a historical export through the real engine and the real models in virtual time, to see what the deadlines would
 * have done. Each appeal is received when it was filed; the unit's answer of then is the source channel's reply.
 * Officers do nothing, so what is not answered in time goes up. Belongs in an empty database of its own.
 */
@Service
public class Replay {

    /** The source under which replayed appeals are filed. */
    public static final String SOURCE = "replay";

    private static final String NO_WORDS = "来源渠道已答复";
    private static final int PROGRESS_STEPS = 20;

    private final AppealHistory exports;
    private final AppealService appeals;
    private final ClosingService closing;
    private final VirtualTime time;
    private final OutcomeRepository outcomes;

    Replay(
            AppealHistory exports,
            AppealService appeals,
            ClosingService closing,
            VirtualTime time,
            OutcomeRepository outcomes) {
        this.exports = exports;
        this.appeals = appeals;
        this.closing = closing;
        this.time = time;
        this.outcomes = outcomes;
    }

    /**
     * Plays an export and writes {@code outcomes.csv} and {@code summary.md}.
     *
     * @param progress is told in Chinese how far it has come
     * @return the rows that could not be taken
     * @throws Refused when the file cannot be read as an export
     */
    public List<RefusedRow> run(Path export, Path directory, Consumer<String> progress) throws IOException {
        List<RefusedRow> refused = new ArrayList<>();
        List<AnsweredAppeal> history = exports.read(export, SOURCE, refused::add);
        List<Event> events = events(history);
        if (!events.isEmpty()) {
            time.play(events.get(0).at(), () -> refused.addAll(play(events, progress)));
        }
        refused.sort(Comparator.comparingInt(RefusedRow::row));
        write(history, refused, directory);
        return refused;
    }

    private List<RefusedRow> play(List<Event> events, Consumer<String> progress) {
        List<RefusedRow> refused = new ArrayList<>();
        Map<String, String> numbers = new HashMap<>();
        int step = Math.max(1, events.size() / PROGRESS_STEPS);
        for (int done = 0; done < events.size(); done++) {
            Event event = events.get(done);
            time.runUntil(event.at());
            act(event, numbers).ifPresent(refused::add);
            if ((done + 1) % step == 0) {
                progress.accept("已回放 %d / %d 个事件，到 %s"
                        .formatted(done + 1, events.size(), OutcomeWriter.TIME.format(event.at())));
            }
        }
        runToLastDeadline();
        return refused;
    }

    private Optional<RefusedRow> act(Event event, Map<String, String> numbers) {
        AnsweredAppeal row = event.row();
        String messageId = row.appeal().sourceId();
        try {
            if (!event.isReply()) {
                numbers.put(messageId, appeals.receive(filed(row.appeal())).number());
            } else if (numbers.containsKey(messageId)) {
                closing.sourceReplied(
                        numbers.get(messageId), row.reply() == null ? NO_WORDS : row.reply(), "source:" + SOURCE);
            }
            return Optional.empty();
        } catch (Refused no) {
            return Optional.of(new RefusedRow(row.row(), no.field(), no.getMessage()));
        }
    }

    /** A level that is passed at the end opens the next one, whose deadline is played too. */
    private void runToLastDeadline() {
        for (Optional<Instant> last = outcomes.lastOpenDueAt();
                last.isPresent() && last.get().isAfter(time.now());
                last = outcomes.lastOpenDueAt()) {
            time.runUntil(last.get());
        }
    }

    private void write(List<AnsweredAppeal> history, List<RefusedRow> refused, Path directory) throws IOException {
        Map<String, List<Outcome>> byMessage = outcomes.ofSource(SOURCE);
        List<List<Outcome>> inOrder = history.stream()
                .map(row -> byMessage.get(row.appeal().sourceId()))
                .filter(levels -> levels != null)
                .toList();
        Files.createDirectories(directory);
        OutcomeWriter.write(
                directory.resolve("outcomes.csv"),
                inOrder.stream().flatMap(List::stream).toList());
        Files.writeString(directory.resolve("summary.md"), ReplaySummary.of(inOrder, refused));
    }

    /** Received when it was filed; who asked is of no concern here. */
    private static NewAppeal filed(NewAppeal in) {
        return new NewAppeal(
                in.source(),
                in.sourceId(),
                in.requesterKind(),
                null,
                in.subject(),
                in.text(),
                in.place(),
                in.unitCode(),
                in.category(),
                in.signals(),
                in.mostNeeded(),
                in.hardest(),
                in.mostWanted(),
                in.reportedAt(),
                in.reportedAt(),
                null);
    }

    private static List<Event> events(List<AnsweredAppeal> history) {
        return history.stream()
                .flatMap(row -> row.repliedAt() == null
                        ? Stream.of(new Event(row.appeal().reportedAt(), false, row))
                        : Stream.of(
                                new Event(row.appeal().reportedAt(), false, row),
                                new Event(row.repliedAt(), true, row)))
                .sorted(Comparator.comparing(Event::at)
                        .thenComparing(Event::isReply)
                        .thenComparingInt(event -> event.row().row()))
                .toList();
    }

    private record Event(Instant at, boolean isReply, AnsweredAppeal row) {}
}
