package org.minqing.notification;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ways to somebody. The order is the one in which they are tried where nobody has chosen another. */
public enum ChannelKind {
    WEBHOOK("业务系统接口", 32, false, false),
    DINGTALK("钉钉群机器人", 8, true, false),
    WECOM("企业微信群机器人", 8, true, false),
    MAIL("电子邮件", 4, true, true),
    SMS("短信", 8, true, true),
    /** The list in Tasklist: nothing is sent. */
    APP("办件台", 0, false, true);

    private final String label;
    private final int lanes;
    private final boolean digest;
    private final boolean personal;

    ChannelKind(String label, int lanes, boolean digest, boolean personal) {
        this.label = label;
        this.lanes = lanes;
        this.digest = digest;
        this.personal = personal;
    }

    /** The word on screens. */
    public String label() {
        return label;
    }

    /** How many receivers one node speaks to at a time. */
    int lanes() {
        return lanes;
    }

    /** Whether people read it, who want one message rather than many; a machine gets each notice by itself. */
    boolean digest() {
        return digest;
    }

    /** Whether it reaches an officer, not a unit as a whole. */
    boolean personal() {
        return personal;
    }

    static List<ChannelKind> outside() {
        return Arrays.stream(values()).filter(kind -> kind != APP).toList();
    }

    static Optional<ChannelKind> of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }
}
