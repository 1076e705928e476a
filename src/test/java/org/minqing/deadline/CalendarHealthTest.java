package org.minqing.deadline;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@MinqingTest
class CalendarHealthTest {

    @Autowired
    WebApplicationContext application;

    @Test
    void shippedCalendarCoversToday_healthIsUp() throws Exception {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-22T02:00:00Z")));
        calendar("UP");
    }

    @Test
    void yearWithoutData_healthWarnsAndReadinessStays() throws Exception {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2097-06-01T02:00:00Z")));
        calendar("WARNING");
        http("/actuator/health/readiness", "$.status", "UP");
        mvc().perform(get("/actuator/health/reference"))
                .andExpect(jsonPath("$.components.calendar.details.reason").value(Matchers.containsString("2097")));
    }

    private void calendar(String expected) throws Exception {
        http("/actuator/health/reference", "$.components.calendar.status", expected);
    }

    private void http(String address, String field, String expected) throws Exception {
        mvc().perform(get(address))
                .andExpect(status().isOk())
                .andExpect(jsonPath(field).value(expected));
    }

    private MockMvc mvc() {
        return MockMvcBuilders.webAppContextSetup(application).build();
    }
}
