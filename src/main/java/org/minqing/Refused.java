package org.minqing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a person asked for cannot be done. The message is a Chinese sentence for that person: it names the field and
 * what would be right. Nothing has been changed when this is thrown.
 */
public class Refused extends RuntimeException {

    /** Why, in the terms of HTTP; {@code type} is the last part of the problem's URI and stays stable. */
    public enum Kind {
        INVALID(422, "invalid", "内容有误"),
        NOT_FOUND(404, "not-found", "未找到"),
        FORBIDDEN(403, "forbidden", "无权办理"),
        CONFLICT(409, "conflict", "状态已变化"),
        EXPIRED(409, "level-expired", "本层级已超期"),
        CLAIMED(409, "task-claimed", "任务已被认领"),
        ENDED(409, "task-ended", "任务已结束"),
        GONE(410, "task-ended", "任务已结束"),
        BUSY(409, "busy", "正在处理"),
        KEY_REUSED(422, "idempotency-key-reused", "幂等键已用于另一请求"),
        WITHHELD(409, "answer-withheld", "原答复不再显示"),
        TOO_LARGE(413, "too-large", "内容过大"),
        UNSUPPORTED(415, "unsupported", "格式不支持");

        private final int status;
        private final String type;
        private final String title;

        Kind(int status, String type, String title) {
            this.status = status;
            this.type = type;
            this.title = title;
        }

        public int status() {
            return status;
        }

        public String type() {
            return type;
        }

        public String title() {
            return title;
        }
    }

    private final Kind kind;
    private final String field;
    private final transient Map<String, Object> details = new LinkedHashMap<>();

    public Refused(Kind kind, String field, String message) {
        super(message);
        this.kind = kind;
        this.field = field;
    }

    /** @param field the input's name as the caller wrote it, or null where no single one is at fault */
    public static Refused invalid(String field, String message) {
        return new Refused(Kind.INVALID, field, message);
    }

    public static Refused notFound(String message) {
        return new Refused(Kind.NOT_FOUND, null, message);
    }

    public static Refused forbidden(String message) {
        return new Refused(Kind.FORBIDDEN, null, message);
    }

    public static Refused conflict(String message) {
        return new Refused(Kind.CONFLICT, null, message);
    }

    /** Adds something that a machine can read; null is left out. */
    public Refused with(String name, Object value) {
        if (value != null) {
            details.put(name, value);
        }
        return this;
    }

    public Kind kind() {
        return kind;
    }

    public String field() {
        return field;
    }

    /** What a machine can read beside the sentence, by name. */
    public Map<String, Object> details() {
        return details;
    }
}
