package org.minqing.intake;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a column of an export can hold, and the headings under which the channels' exports have it. */
enum Field {
    SOURCE_ID(
            "sourceId",
            "留言编号",
            "工单编号",
            "诉求编号",
            "信件编号",
            "受理编号",
            "案件编号",
            "工单号",
            "流水号",
            "编号",
            "message_id",
            "source_id",
            "ticket_id",
            "id"),
    SUBJECT("subject", "留言主题", "诉求标题", "工单标题", "来信标题", "信件标题", "事项标题", "主题", "标题", "subject", "title"),
    REPORTED_AT(
            "reportedAt",
            "留言时间",
            "来电时间",
            "诉求时间",
            "反映时间",
            "来信时间",
            "登记时间",
            "受理时间",
            "提交时间",
            "创建时间",
            "时间",
            "created_at",
            "reported_at"),
    TEXT(
            "text",
            "留言详情",
            "留言内容",
            "诉求内容",
            "工单内容",
            "来电内容",
            "反映内容",
            "信件内容",
            "诉求详情",
            "问题描述",
            "主要内容",
            "详情",
            "内容",
            "details",
            "content",
            "text",
            "description"),
    PLACE(
            "place",
            "诉求地址",
            "诉求地点",
            "事发地址",
            "事发地点",
            "发生地址",
            "发生地点",
            "问题地址",
            "地点",
            "地址",
            "位置",
            "place",
            "location",
            "address"),
    CATEGORY("category", "诉求类别", "诉求类型", "留言类别", "问题类别", "一级标签", "类别", "分类", "category"),
    REQUESTER_KIND("requesterKind", "诉求主体", "主体类型", "来电人类型", "requester_kind"),
    REQUESTER_NAME(
            "requester.name",
            "来电人",
            "来电人姓名",
            "诉求人",
            "反映人",
            "投诉人",
            "联系人",
            "留言人",
            "姓名",
            "留言用户",
            "requester_name",
            "name",
            "user_id"),
    REQUESTER_PHONE(
            "requester.phone", "联系电话", "来电号码", "手机号码", "手机号", "电话号码", "电话", "手机", "联系方式", "requester_phone", "phone"),
    REQUESTER_ADDRESS("requester.address", "联系地址", "来电人地址", "家庭住址", "住址", "requester_address"),
    REQUESTER_ID_NUMBER("requester.idNumber", "身份证号", "身份证号码", "证件号码", "id_number"),
    MOST_NEEDED("mostNeeded", "最需要", "最需要解决的问题", "most_needed"),
    HARDEST("hardest", "最困难", "最困难的问题", "hardest"),
    MOST_WANTED("mostWanted", "最期盼", "最期盼的事", "most_wanted"),
    REPLY("reply", "答复意见", "答复内容", "回复内容", "办理结果", "reply"),
    REPLIED_AT("repliedAt", "答复时间", "回复时间", "办结时间", "replied_at");

    private final String key;
    private final List<String> headings;

    Field(String key, String... headings) {
        this.key = key;
        this.headings = Arrays.stream(headings).map(Field::normal).toList();
    }

    /** The name that refusals of the use cases give it. */
    String key() {
        return key;
    }

    /** How usual a heading is for this field, 0 first; -1 where it is not one of its headings. */
    int rank(String heading) {
        return headings.indexOf(normal(heading));
    }

    /** Headings differ in width, case, spaces, a colon behind, a star in front and a remark in brackets. */
    private static String normal(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\([^)]*\\)|[\\s\\p{Z}\\p{Cf}*:\"']+", "");
    }
}
