package org.minqing.insight;

import java.util.regex.Pattern;

/**
 * Words of an appeal for everybody's eyes. Numbers that could be a telephone's, an identity's, an account's or a door's
 * are covered, mail addresses too, and names: before a form of address, after a word for who one is, and, by the usual
 * surnames, where somebody says or wants something or has a home. What free words tell beyond that no rule finds:
 * therefore only a short subject is shown, never the text.
 */
final class PublicWords {

    private static final int LONGEST = 40;
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w.-]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9０-９][0-9０-９Xx\\- ]{4,}[0-9０-９Xx]");
    private static final Pattern PLATE = Pattern.compile("[\\u4e00-\\u9fa5][A-Z][·\\- ]?[A-Z0-9]{5,6}");
    private static final Pattern DOOR = Pattern.compile("[0-9０-９一二三四五六七八九十]+\\s*(栋|幢|单元|室|号房|号楼|楼|门)");
    private static final Pattern CALLED = Pattern.compile(
            "(?:[\\u4e00-\\u9fa5]{1,3}(?=先生|女士|小姐|同志|师傅|大爷|大妈|阿姨|老人))|(?<=姓名[:：]?|我叫|本人|业主|居民|村民)[\\u4e00-\\u9fa5]{2,3}(?=[，,。：: ]|$)");

    private static final String SURNAME = "(?:欧阳|司马|上官|诸葛|夏侯|皇甫|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕张孔曹严华金魏陶姜戚谢邹喻"
            + "柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常傅卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄臧戴谈宋庞熊纪舒"
            + "屈项祝董梁杜阮蓝闵季贾娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房解应宗丁宣邓杭洪包左石崔龚程邢裴陆翁曾段侯武刘龙叶])";
    private static final Pattern SAYING = Pattern.compile("(?:(?<=^|[，,。；;：:、（( ]|[为由向与和及于]|业主|居民|村民|住户|户主|租户|老人)"
            + SURNAME + "[\\u4e00-\\u9fa5]{1,2}?(?=反映|反应|投诉|来电|致电|求助|举报|咨询|诉求|诉称|表示|称|要求|希望|请求|家|一家|户))");

    private PublicWords() {}

    static String of(String subject) {
        String words = MAIL.matcher(subject).replaceAll("某");
        words = NUMBER.matcher(words).replaceAll("某");
        words = PLATE.matcher(words).replaceAll("某");
        words = DOOR.matcher(words).replaceAll("某$1");
        words = CALLED.matcher(words).replaceAll("某");
        words = SAYING.matcher(words).replaceAll("某");
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "……" : words;
    }
}
