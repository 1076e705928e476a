package org.minqing.notification;

import com.samskivert.mustache.MustacheException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.minqing.Refused;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.engine.Caller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The words of notices, for administrators: read, tried, replaced, put back. */
@Service
class TemplateService {

    private static final int LONGEST_SUBJECT = 100;
    private static final int LONGEST_BODY = 4000;

    private final NoticeTemplates templates;
    private final TemplateRepository repository;
    private final LetterWriter letters;
    private final Caller caller;
    private final AuditService audit;
    private final Clock clock;

    TemplateService(
            NoticeTemplates templates,
            TemplateRepository repository,
            LetterWriter letters,
            Caller caller,
            AuditService audit,
            Clock clock) {
        this.audit = audit;
        this.templates = templates;
        this.repository = repository;
        this.letters = letters;
        this.caller = caller;
        this.clock = clock;
    }

    List<View> all() {
        requireAdministrator();
        templates.refresh();
        return NoticeTemplates.names().stream()
                .flatMap(name -> Stream.of(Language.values()).map(language -> view(name, language)))
                .toList();
    }

    /** @throws Refused 403, 404, or 422 where the words are no template or name what a notice does not have */
    @Transactional
    public View replace(String name, String language, Words in) {
        requireAdministrator();
        Language known = known(name, language);
        NoticeTemplates.Words words = checked(name, known, in);
        repository.save(
                new TemplateRepository.Row(name, known, words.subject(), words.body()),
                caller.idOr(""),
                clock.instant());
        templates.refresh();
        audit.record(AuditEntry.of("TEMPLATE_CHANGED", name + " " + known)
                .with("subject", words.subject())
                .with("body", "#" + audit.digest(words.body())));
        return view(name, known);
    }

    /** Back to the built-in words. */
    @Transactional
    public void putBack(String name, String language) {
        requireAdministrator();
        repository.delete(name, known(name, language));
        audit.record(AuditEntry.of("TEMPLATE_PUT_BACK", name + " " + language));
        templates.refresh();
    }

    /** What a receiver would read, for an example; nothing is kept. */
    Preview preview(String name, String language, Words in) {
        requireAdministrator();
        Language known = known(name, language);
        try {
            Message message = letters.preview(name, checked(name, known, in), known);
            return new Preview(message.subject(), message.text());
        } catch (MustacheException unusable) {
            throw Refused.invalid("body", "模板不能使用：" + unusable.getMessage());
        }
    }

    private NoticeTemplates.Words checked(String name, Language language, Words in) {
        String subject = in.subject() == null ? "" : in.subject().strip();
        boolean named = name.equals(NoticeTemplates.CASE) || !subject.isEmpty();
        if (!named || subject.length() > LONGEST_SUBJECT || subject.chars().anyMatch(Character::isISOControl)) {
            throw Refused.invalid("subject", "标题应为 1 至 %d 个字符的一行文字".formatted(LONGEST_SUBJECT));
        }
        if (in.body() == null || in.body().isBlank() || in.body().length() > LONGEST_BODY) {
            throw Refused.invalid("body", "正文应为 1 至 %d 个字符".formatted(LONGEST_BODY));
        }
        try {
            List<String> unknown = templates.unknown(in.body(), language);
            if (!unknown.isEmpty()) {
                throw Refused.invalid(
                        "body",
                        "没有这样的参数：%s；可用的参数：%s"
                                .formatted(
                                        String.join("、", unknown),
                                        String.join(
                                                "、",
                                                NoticeTemplates.PARAMETERS.stream()
                                                        .sorted()
                                                        .toList())));
            }
            if (name.equals(NoticeTemplates.CASE) && templates.includes(in.body(), language)) {
                throw Refused.invalid("body", "公共部分不能再引用自己");
            }
        } catch (MustacheException noTemplate) {
            throw Refused.invalid("body", "模板写法不正确：" + noTemplate.getMessage());
        }
        return new NoticeTemplates.Words(subject, in.body());
    }

    private View view(String name, Language language) {
        NoticeTemplates.Words words = templates.words(name, language);
        return new View(
                name, language.code(), words.subject(), words.body(), !words.equals(templates.builtIn(name, language)));
    }

    private static Language known(String name, String language) {
        return Language.of(language)
                .filter(found -> NoticeTemplates.names().contains(name))
                .orElseThrow(() -> Refused.notFound("没有名为 %s、语言为 %s 的模板".formatted(name, language)));
    }

    private void requireAdministrator() {
        if (!caller.isAdministrator()) {
            throw Refused.forbidden("只有系统管理员可以查看和修改通知模板");
        }
    }

    /** Subject and text, with {@code {{parameter}}}. */
    record Words(String subject, String body) {}

    /** @param changed whether it is not the built-in one */
    @Schema(name = "NoticeTemplate")
    record View(String name, String language, String subject, String body, boolean changed) {}

    /** What a receiver would read. */
    record Preview(String subject, String text) {}
}
