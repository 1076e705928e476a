package org.minqing.samequestion;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.security.AccessRule;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Suggests running research that asks the same: same category, same or neighbouring unit, similar words. */
@Service
class SameQuestionFinder {

    private static final double ALIKE = 0.4;
    private static final int MOST_COMPARED = 200;
    private static final int MOST_SUGGESTED = 5;

    private final SameQuestionRepository rows;
    private final TextSimilarity similarity;
    private final AppealService appeals;
    private final DirectoryService directory;
    private final AccessRule access;

    SameQuestionFinder(
            SameQuestionRepository rows,
            TextSimilarity similarity,
            AppealService appeals,
            DirectoryService directory,
            AccessRule access) {
        this.rows = rows;
        this.similarity = similarity;
        this.appeals = appeals;
        this.directory = directory;
        this.access = access;
    }

    /** The most similar first; the subject of a case that the caller may not see is left out. */
    @Transactional(readOnly = true)
    List<Suggestion> suggest(String number) {
        return alike(appeals.get(number)).stream()
                .limit(MOST_SUGGESTED)
                .map(one -> new Suggestion(
                        one.candidate().number(),
                        access.maySee(one.candidate().appealId())
                                ? one.candidate().subject()
                                : null,
                        one.candidate().lead(),
                        one.similarity(),
                        one.candidate().joined()))
                .toList();
    }

    /** How similar a research is where it was suggested. */
    Optional<BigDecimal> similarity(Appeal appeal, long researchId) {
        return alike(appeal).stream()
                .filter(one -> one.candidate().researchId() == researchId)
                .map(Alike::similarity)
                .findFirst();
    }

    private List<Alike> alike(Appeal appeal) {
        if (appeal.category() == null) {
            return List.of();
        }
        List<SameQuestionRepository.Candidate> candidates =
                rows.candidates(appeal, near(directory.require(appeal.placeUnit())), MOST_COMPARED);
        if (candidates.isEmpty()) {
            return List.of();
        }
        double[] alike = similarity.of(
                appeal.subject() + "\n" + appeal.text(),
                candidates.stream().map(SameQuestionRepository.Candidate::words).toList());
        return IntStream.range(0, alike.length)
                .filter(i -> alike[i] >= ALIKE)
                .mapToObj(i -> new Alike(
                        candidates.get(i), BigDecimal.valueOf(alike[i]).setScale(3, RoundingMode.HALF_UP)))
                .sorted(Comparator.comparing(Alike::similarity).reversed())
                .toList();
    }

    /** Neighbours are what has the same unit above it. */
    private String near(Unit place) {
        boolean below = place.level().compareTo(UnitLevel.STREET) >= 0;
        return below ? directory.above(place).path() : place.path();
    }

    private record Alike(SameQuestionRepository.Candidate candidate, BigDecimal similarity) {}

    /**
     * @param number of the appeal whose research it is
     * @param subject null where the caller may not see that appeal
     * @param leadDepartment name of the unit that leads
     * @param similarity 0 to 1
     * @param joined how many appeals wait for it
     */
    record Suggestion(String number, String subject, String leadDepartment, BigDecimal similarity, int joined) {}
}
