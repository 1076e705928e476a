package org.minqing.notification;

import com.samskivert.mustache.MustacheException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.minqing.appeal.Level;
import org.minqing.appeal.UrgencyClass;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Puts notices into words, in the receiver's language. */
@Component
class LetterWriter {

    private static final Logger LOG = LoggerFactory.getLogger(LetterWriter.class);
    private static final int LISTED = 100;
    private static final Pattern CHINESE_TIME = Pattern.compile("(\\d{1,2})月(\\d{1,2})日 (\\d{2}:\\d{2})");
    private static final Map<String, String> ENGLISH = Map.of(
            UrgencyClass.IMMEDIATE.label(), "immediate",
            UrgencyClass.BY_DEADLINE.label(), "by deadline",
            UrgencyClass.PHASED.label(), "phased",
            Level.GRID.label(), "grid",
            Level.COMMUNITY.label(), "community",
            Level.STREET.label(), "street",
            Level.JOINT.label(), "joint research");

    private final NoticeTemplates templates;
    private final String baseUrl;

    LetterWriter(NoticeTemplates templates, @Value("${minqing.base-url}") String baseUrl) {
        this.templates = templates;
        this.baseUrl = baseUrl.replaceAll("/+$", "");
    }

    /** Takes in templates that have changed. */
    void refresh() {
        templates.refresh();
    }

    /** @param notices one, or several that become a digest */
    Message message(List<WaitingNotice> notices, Target target) {
        Language language = target.choice().language();
        List<Letter> letters = notices.stream()
                .map(notice -> write(
                        notice,
                        target.unit().code().equals(notice.unitCode())
                                ? null
                                : target.unit().name(),
                        language))
                .toList();
        return letters.size() == 1 ? single(letters.get(0), language) : digest(letters, language);
    }

    /** @param receivingUnit name of the unit that gets it instead, where the one it is meant for has nobody; or null */
    Letter write(WaitingNotice notice, String receivingUnit, Language language) {
        Notice kind = Notice.valueOf(notice.template());
        Map<String, Object> words = words(notice.params(), language);
        words.put("subject", templates.words(kind.name(), language).subject());
        words.put("link", link(notice.number()));
        words.put("receivingUnit", receivingUnit == null ? "" : receivingUnit);
        return new Letter(
                notice.id(),
                notice.number(),
                kind,
                notice.unitCode(),
                notice.urgency(),
                notice.createdAt(),
                notice.params(),
                bracketed(templates.words(kind.name(), language).subject(), notice.number(), language),
                filled(kind.name(), words, language),
                link(notice.number()));
    }

    /** The same by words that are being tried, for an example. */
    Message preview(String name, NoticeTemplates.Words words, Language language) {
        Map<String, Object> example = words(
                Map.of(
                        "number", "420106-20260302-00001",
                        "unit", "积玉桥街道",
                        "level", Level.STREET.label(),
                        "urgency", UrgencyClass.BY_DEADLINE.label(),
                        "due", "3月9日 17:30",
                        "from", "柴林头社区"),
                language);
        example.put("link", link("420106-20260302-00001"));
        example.put("receivingUnit", "武昌区派单中心");
        example.put("subject", words.subject());
        example.put("count", 2);
        example.put("more", "");
        example.put("items", List.of(example(example), example(example)));
        String text = templates.compile(words.body(), language).execute(example);
        return new Message(List.of(), bracketed(words.subject(), "420106-20260302-00001", language), text, "");
    }

    private static Map<String, Object> example(Map<String, Object> of) {
        return Map.of(
                "subject", of.get("subject"), "number", of.get("number"), "due", of.get("due"), "unit", of.get("unit"));
    }

    private Message single(Letter letter, Language language) {
        String due = letter.facts().get("due");
        String brief = language == Language.ZH
                ? "%s%s，请登录民情平台查看".formatted(letter.subject(), due == null ? "" : "，时限" + due)
                : "%s%s, please sign in to Minqing"
                        .formatted(letter.subject(), due == null ? "" : ", due " + english(due));
        return new Message(List.of(letter), letter.subject(), letter.text(), brief);
    }

    private Message digest(List<Letter> letters, Language language) {
        NoticeTemplates.Words digest = templates.words(NoticeTemplates.DIGEST, language);
        Map<String, Object> words = new HashMap<>();
        words.put("count", letters.size());
        words.put("more", letters.size() > LISTED ? Integer.toString(letters.size() - LISTED) : "");
        words.put("baseUrl", baseUrl);
        words.put("link", baseUrl + "/camunda/app/tasklist/");
        words.put(
                "items",
                letters.stream()
                        .limit(LISTED)
                        .map(letter -> item(letter, language))
                        .toList());
        String subject = bracketed(
                digest.subject(), language == Language.ZH ? letters.size() + " 条" : letters.size() + "", language);
        String brief = language == Language.ZH
                ? "您有%d条新通知，请登录民情平台查看".formatted(letters.size())
                : "%d new notices, please sign in to Minqing".formatted(letters.size());
        return new Message(letters, subject, filled(NoticeTemplates.DIGEST, words, language), brief);
    }

    private Map<String, Object> item(Letter letter, Language language) {
        Map<String, Object> item = words(letter.facts(), language);
        item.put("subject", templates.words(letter.notice().name(), language).subject());
        return item;
    }

    /** Words that do not work, however they came into the table, must not silence anybody: then the built-in ones. */
    private String filled(String name, Map<String, Object> words, Language language) {
        try {
            return templates.compiled(name, language).execute(words);
        } catch (MustacheException broken) {
            LOG.error("template {} {} cannot be filled, the built-in one stands in", name, language, broken);
            return templates
                    .compile(templates.builtIn(name, language).body(), language)
                    .execute(words);
        }
    }

    private Map<String, Object> words(Map<String, String> params, Language language) {
        Map<String, Object> words = new HashMap<>();
        params.forEach((name, value) -> words.put(name, language == Language.ZH ? value : english(value)));
        words.put("baseUrl", baseUrl);
        return words;
    }

    private static String bracketed(String subject, String what, Language language) {
        return (language == Language.ZH ? "【%s】%s" : "[%s] %s").formatted(subject, what);
    }

    private static String english(String value) {
        String word = ENGLISH.getOrDefault(value, value);
        Matcher time = CHINESE_TIME.matcher(word);
        return time.replaceAll(
                found -> "%s-%s %s".formatted(twoDigits(found.group(1)), twoDigits(found.group(2)), found.group(3)));
    }

    private static String twoDigits(String number) {
        return String.format(Locale.ROOT, "%02d", Integer.parseInt(number));
    }

    /** Opens the case's tasks in Tasklist, behind the login. */
    private String link(String number) {
        String query = "[{\"type\":\"processInstanceBusinessKey\",\"operator\":\"eq\",\"value\":\"%s\",\"name\":\"\"}]"
                .formatted(number);
        return baseUrl + "/camunda/app/tasklist/default/#/?searchQuery="
                + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}
