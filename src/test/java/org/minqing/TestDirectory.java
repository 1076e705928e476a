package org.minqing;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The small directory that all tests share: a city, two districts with a desk each, and in the first a street with two
 * communities and three grids, departments and guidance groups. Unit {@code 420106001002001} has no staff.
 */
@Component
@Profile("test")
public class TestDirectory implements InitializingBean {

    public static final String CITY = "4201";
    public static final String DISTRICT = "420106";
    public static final String DESK = "420106-DISPATCH";
    public static final String STREET = "420106001";
    public static final String COMMUNITY = "420106001001";
    public static final String GRID = "420106001001001";
    public static final String OTHER_GRID = "420106001001002";
    public static final String UNSTAFFED_GRID = "420106001002001";
    public static final String POWER = "420106-POWER";
    public static final String SCIENCE = "420106-SCIENCE";
    public static final String URBAN = "420106-URBAN";
    public static final String GUIDANCE_GROUP = "420106-GUIDE-1";
    public static final String OTHER_DISTRICT = "420111";

    private final JdbcClient jdbc;

    TestDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterPropertiesSet() {
        unit(CITY, "武汉市", "CITY", null);
        unit("4201-DISPATCH", "武汉市派单中心", "DISPATCH", CITY);
        unit(DISTRICT, "武昌区", "DISTRICT", CITY);
        unit(DESK, "武昌区派单中心", "DISPATCH", DISTRICT);
        unit(POWER, "武昌区供电公司", "DEPARTMENT", DISTRICT);
        unit(SCIENCE, "武昌区科技局", "DEPARTMENT", DISTRICT);
        unit(URBAN, "武昌区城管执法局", "DEPARTMENT", DISTRICT);
        unit(GUIDANCE_GROUP, "武昌区第一指导组", "GUIDANCE_GROUP", DISTRICT);
        unit(STREET, "积玉桥街道", "STREET", DISTRICT);
        unit(COMMUNITY, "柴林头社区", "COMMUNITY", STREET);
        unit(GRID, "柴林头社区第一网格", "GRID", COMMUNITY);
        unit(OTHER_GRID, "柴林头社区第二网格", "GRID", COMMUNITY);
        unit("420106001002", "沙湖社区", "COMMUNITY", STREET);
        unit(UNSTAFFED_GRID, "沙湖社区第一网格", "GRID", "420106001002");
        unit(OTHER_DISTRICT, "洪山区", "DISTRICT", CITY);
        unit("420111-DISPATCH", "洪山区派单中心", "DISPATCH", OTHER_DISTRICT);
        unit("420111001", "珞南街道", "STREET", OTHER_DISTRICT);

        officer("grid-1", "网格员甲", GRID, "GRID_MEMBER", true);
        officer("grid-2", "网格员乙", OTHER_GRID, "GRID_MEMBER", true);
        officer("community-1", "社区书记", COMMUNITY, "COMMUNITY_STAFF", true);
        officer("street-1", "街道主任", STREET, "STREET_STAFF", true);
        officer("street-2", "街道干事", STREET, "STREET_STAFF", false);
        officer("desk-1", "派单员甲", DESK, "DISPATCHER", true);
        officer("desk-2", "派单员乙", DESK, "DISPATCHER", false);
        officer("leader-1", "区领导", DISTRICT, "LEADER", true);
        officer("power-1", "供电专员", POWER, "DEPARTMENT_STAFF", true);
        officer("science-1", "科技专员", SCIENCE, "DEPARTMENT_STAFF", true);
        officer("urban-1", "城管专员", URBAN, "DEPARTMENT_STAFF", true);
        officer("guide-1", "指导组长", GUIDANCE_GROUP, "GUIDANCE_GROUP", true);
        officer("city-desk-1", "市派单员", "4201-DISPATCH", "DISPATCHER", true);
        officer("hongshan-desk-1", "洪山派单员", "420111-DISPATCH", "DISPATCHER", true);
    }

    private void unit(String code, String name, String level, String parent) {
        if (jdbc.sql("select 1 from unit where code = ?")
                .param(code)
                .query()
                .listOfRows()
                .isEmpty()) {
            jdbc.sql("insert into unit (code, name, level, parent_code, path) values (?, ?, ?, ?, coalesce((select"
                            + " path from unit where code = ?), '/') || ? || '/')")
                    .params(code, name, level, parent, parent, code)
                    .update();
        }
    }

    private void officer(String id, String name, String unit, String role, boolean first) {
        if (jdbc.sql("select 1 from officer where id = ?")
                .param(id)
                .query()
                .listOfRows()
                .isEmpty()) {
            jdbc.sql("insert into officer (id, name, unit_code, roles, email, first_responsible, state)"
                            + " values (?, ?, ?, ?, ?, ?, 'ACTIVE')")
                    .params(id, name, unit, role, id + "@example.org", first)
                    .update();
        }
    }
}
