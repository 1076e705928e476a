package org.minqing.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minqing.directory.Unit;
import org.minqing.directory.UnitLevel;

/** What a text proves; the units are made up. */
class PlaceMatcherTest {

    private static final Map<String, Unit> UNITS = new LinkedHashMap<>();

    static {
        unit("1", "江城市", UnitLevel.CITY, null);
        unit("11", "东岸区", UnitLevel.DISTRICT, "1");
        unit("12", "西岸区", UnitLevel.DISTRICT, "1");
        unit("13", "C3区", UnitLevel.DISTRICT, "1");
        unit("111", "柳林街道办事处", UnitLevel.STREET, "11");
        unit("112", "和平街道", UnitLevel.STREET, "11");
        unit("113", "新柳林街道", UnitLevel.STREET, "11");
        unit("114", "开发区", UnitLevel.STREET, "11");
        unit("121", "和平街道", UnitLevel.STREET, "12");
        unit("122", "石桥镇", UnitLevel.STREET, "12");
        unit("1111", "桂花社区居民委员会", UnitLevel.COMMUNITY, "111");
        unit("1112", "荷塘社区居委会", UnitLevel.COMMUNITY, "111");
        unit("1121", "荷塘社区居委会", UnitLevel.COMMUNITY, "112");
        unit("1221", "杨湾村委会", UnitLevel.COMMUNITY, "122");
        unit("1222", "国际社区", UnitLevel.COMMUNITY, "122");
        unit("11111", "第一网格", UnitLevel.GRID, "1111");
        unit("11121", "第一网格", UnitLevel.GRID, "1112");
    }

    private static final Gazetteer GAZETTEER = new Gazetteer(UNITS.values());

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        // official and short forms
        "请修柳林街道办事处门口的路灯, 111",
        "柳林街道的路灯, 111",
        "柳林街办不作为, 111",
        "桂花社区居民委员会, 1111",
        "住在桂花社区, 1111",
        "杨湾村民反映, 1221",
        // the longest name wins
        "新柳林街道的路灯, 113",
        // a street's name in two districts
        "和平街道的路灯, 1",
        "东岸区和平街道的路灯, 112",
        "西岸区的和平街道, 121",
        "我在西岸区上班 和平街道太吵, 121",
        // the district named beside must agree, one that is named elsewhere need not
        "西岸区柳林街道, 12",
        "家住西岸区，到柳林街道办事, 111",
        "西岸区与东岸区交界, 1",
        // communities of the same name
        "荷塘社区积水, 11",
        "东岸区荷塘社区积水, 11",
        "柳林街道荷塘社区积水, 1112",
        "和平街道 荷塘社区, 1121",
        "西岸区荷塘社区, 12",
        // may be the end of a longer name that is not in the directory
        "中海国际社区三期, 1",
        "西岸区国际社区, 1222",
        // everyday words and former names count only right behind the unit above
        "开发区的企业, 1",
        "东岸区开发区的企业, 114",
        "柳林街上的店, 1",
        "东岸区柳林街上的店, 111",
        "东岸区柳林镇, 111",
        // grids
        "桂花社区第一网格, 11111",
        "第一网格, 1",
        // spelling
        "江城市 东岸区 和平 街道, 112",
        "Ｃ３区的路, 13",
        "AC3区, 1",
        "没有地名, 1",
    })
    void text_provesUnit(String text, String code) {
        assertThat(place("1", null, "反映问题", text)).isEqualTo(code);
    }

    @Test
    void placeFieldSpeaksFirst_thenSubject_thenText() {
        assertThat(place("1", "柳林街道", "石桥镇", "")).isEqualTo("111");
        assertThat(place("1", null, "柳林街道的事", "与石桥镇有关，和平街道也有")).isEqualTo("111");
        assertThat(place("1", null, "柳林街道的事", "在桂花社区")).isEqualTo("1111");
        assertThat(place("1", null, "路灯", "柳林街道和石桥镇都不亮")).isEqualTo("1");
    }

    @Test
    void unitWasGiven_textOnlyDeepensIt() {
        assertThat(place("1112", null, "石桥镇的事", "桂花社区")).isEqualTo("1112");
        assertThat(place("111", null, "桂花社区的事", "")).isEqualTo("1111");
        assertThat(place("12", null, "和平街道的事", "")).isEqualTo("121");
    }

    private static String place(String given, String place, String subject, String text) {
        return PlaceMatcher.place(GAZETTEER, UNITS.get(given), place, subject, text)
                .code();
    }

    private static void unit(String code, String name, UnitLevel level, String parent) {
        String above = parent == null ? "/" : UNITS.get(parent).path();
        UNITS.put(code, new Unit(code, name, level, parent, above + code + "/"));
    }
}
