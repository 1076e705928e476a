package org.minqing.triage;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.ahocorasick.trie.PayloadEmit;
import org.ahocorasick.trie.PayloadTrie;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;
import org.minqing.triage.PlaceNames.Strength;

/** All names of the territory in one automaton; finds which of them a text mentions, and which units those can be. */
final class Gazetteer {

    /** A unit that a written name can mean. */
    private record Meaning(Unit unit, Strength strength) {}

    /** Between a unit and the one above it nothing stands but this: "A市的B区". */
    private static final Pattern NOTHING = Pattern.compile("[市的/·-]?");

    /**
     * After these a new name can begin. Any other character may be the beginning of a longer name that is not in the
     * directory (新|东湖社区).
     */
    private static final String BEGINNINGS = "在是的于住我们你他为到至从由向给对和与及或去来请让将把被属区县市镇乡道街路号省内本该下归经过就让使往";

    private final Map<String, Unit> byCode = new HashMap<>();
    private final PayloadTrie<List<Meaning>> names;

    Gazetteer(Collection<Unit> territory) {
        Map<String, List<Meaning>> meanings = new LinkedHashMap<>();
        for (Unit unit : territory) {
            byCode.put(unit.code(), unit);
            PlaceNames.forms(unit)
                    .forEach((form, strength) -> meanings.computeIfAbsent(form, f -> new ArrayList<>())
                            .add(new Meaning(unit, strength)));
        }
        PayloadTrie.PayloadTrieBuilder<List<Meaning>> trie =
                PayloadTrie.<List<Meaning>>builder().ignoreOverlaps();
        meanings.forEach(trie::addKeyword);
        names = trie.build();
    }

    /** The mentions in a text, in its order; where names overlap the longest one counts. */
    List<Mention> mentions(String text) {
        String normal = PlaceNames.normal(text);
        List<Mention> mentions = new ArrayList<>();
        Mention before = null;
        for (PayloadEmit<List<Meaning>> found : names.parseText(normal)) {
            int end = before == null ? 0 : before.end;
            boolean beside = before != null
                    && NOTHING.matcher(normal.substring(end, found.getStart())).matches();
            Mention mention = mention(normal, found, beside ? before : null);
            before = new Mention(found.getEnd() + 1, mention.official, mention.units);
            if (!mention.units.isEmpty()) {
                mentions.add(before);
            }
        }
        return mentions;
    }

    private Mention mention(String text, PayloadEmit<List<Meaning>> found, Mention beside) {
        int start = found.getStart();
        boolean whole = !isPartOfLatinWord(text, start);
        boolean begins = beside != null || begins(text, start);
        List<Meaning> agreeing = found.getPayload().stream()
                .filter(meaning -> agrees(meaning.unit, beside))
                .filter(meaning -> whole && (begins || !needsBeginning(meaning.unit)))
                .filter(meaning -> meaning.strength != Strength.WEAK || isBelow(meaning.unit, beside))
                .toList();
        boolean official = agreeing.stream().anyMatch(meaning -> meaning.strength == Strength.OFFICIAL);
        return new Mention(0, official, agreeing.stream().map(Meaning::unit).collect(toCollection(LinkedHashSet::new)));
    }

    /** A unit named right before must be above; one that is not above is a contradiction, unless it is deeper. */
    private static boolean agrees(Unit unit, Mention beside) {
        return beside == null
                || beside.units.isEmpty()
                || beside.units.stream()
                        .anyMatch(other ->
                                unit.isAtOrBelow(other) || other.level().compareTo(unit.level()) >= 0);
    }

    private static boolean isBelow(Unit unit, Mention beside) {
        return beside != null
                && beside.units.stream().anyMatch(other -> unit.isAtOrBelow(other) && other.parentCode() != null);
    }

    /** Communities and grids bear names of every kind; those of streets and districts are rarely part of another. */
    private static boolean needsBeginning(Unit unit) {
        return unit.level() == UnitLevel.COMMUNITY || unit.level() == UnitLevel.GRID;
    }

    private static boolean isPartOfLatinWord(String text, int start) {
        return start > 0 && isLatin(text.charAt(start)) && isLatin(text.charAt(start - 1));
    }

    private static boolean isLatin(char letter) {
        return letter < 128 && Character.isLetterOrDigit(letter);
    }

    private static boolean begins(String text, int start) {
        return start == 0
                || isLatin(text.charAt(start))
                || !Character.isIdeographic(text.charAt(start - 1))
                || BEGINNINGS.indexOf(text.charAt(start - 1)) >= 0;
    }

    /** The deepest unit that is above all of these, or one of them; null for none. */
    Unit common(Set<Unit> units) {
        Unit common = null;
        for (Unit unit : units) {
            common = common == null ? unit : common(common, unit);
        }
        return common;
    }

    private Unit common(Unit one, Unit other) {
        Unit common = one;
        while (common != null && !other.isAtOrBelow(common)) {
            common = byCode.get(common.parentCode());
        }
        return common;
    }

    /**
     * A name in a text.
     *
     * @param end index in the normalised text right after the name
     * @param official whether the official name was written
     * @param units what it can mean, all of one name; empty where what stands beside contradicts
     */
    record Mention(int end, boolean official, Set<Unit> units) {}
}
