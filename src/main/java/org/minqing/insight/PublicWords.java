package org.minqing.insight;

import java.util.regex.Pattern;

/**
 * Words of an appeal for everybody's eyes. Numbers that could be a telephone's, an identity's, an account's or a door's
 * are covered, mail addresses too, and names before a form of address. What free words tell beyond that no rule finds:
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

    private PublicWords() {}

    static String of(String subject) {
        String words = MAIL.matcher(subject).replaceAll("某");
        words = NUMBER.matcher(words).replaceAll("某");
        words = PLATE.matcher(words).replaceAll("某");
        words = DOOR.matcher(words).replaceAll("某$1");
        words = CALLED.matcher(words).replaceAll("某");
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "……" : words;
    }
}
