package org.minqing.directory;

import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasLength;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minqing.MinqingTest;
import org.minqing.TestDirectory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@MinqingTest
class DirectoryControllerTest {

    @Autowired
    WebApplicationContext application;

    @Autowired
    IdentityService identity;

    private MockMvc http;

    @BeforeEach
    void anAdministratorCalls() {
        http = MockMvcBuilders.webAppContextSetup(application).build();
        identity.setAuthentication("somebody", List.of("camunda-admin", "role-security-admin"));
    }

    @AfterEach
    void nobodyCalls() {
        identity.clearAuthentication();
    }

    @Test
    void unit_isShownWithItsChildren() throws Exception {
        http.perform(get("/api/v1/units/" + TestDirectory.COMMUNITY))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("柴林头社区"))
                .andExpect(jsonPath("$.parentCode").value(TestDirectory.STREET))
                .andExpect(jsonPath("$.children[*].code").value(hasItem(TestDirectory.GRID)));
    }

    @Test
    void unknownUnit_isNotFoundAndNamed() throws Exception {
        http.perform(get("/api/v1/units/999999"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value("没有代码为 999999 的单位"));
    }

    @Test
    void units_areImportedWithReport() throws Exception {
        http.perform(
                        multipart("/api/v1/directory/units")
                                .file(
                                        file(
                                                "code,name,level,parent_code\n420106801,甲街道,STREET,420106\n42010680X,乙街道,STREET,420106\n")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.added").value(1))
                .andExpect(jsonPath("$.refused[0].row").value(3))
                .andExpect(jsonPath("$.refused[0].field").value("code"));
    }

    @Test
    void officers_areImportedAndFirstPasswordsAnsweredOnce() throws Exception {
        MockMultipartFile csv =
                file("id,name,unit_code,roles,email,first_responsible\nrest-1,甲," + TestDirectory.STREET + ",,,\n");
        http.perform(multipart("/api/v1/directory/officers").file(csv))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(jsonPath("$.added").value(1))
                .andExpect(jsonPath("$.firstPasswords[0].id").value("rest-1"))
                .andExpect(jsonPath("$.firstPasswords[0].password").value(hasLength(12)));
        http.perform(multipart("/api/v1/directory/officers").file(csv))
                .andExpect(jsonPath("$.unchanged").value(1))
                .andExpect(jsonPath("$.firstPasswords").isEmpty());
    }

    @Test
    void calendar_isImportedWithReport() throws Exception {
        http.perform(multipart("/api/v1/directory/calendar")
                        .file(file("date,kind,name\n2099-01-01,HOLIDAY,元旦\nx,HOLIDAY,\n")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.refused[0].row").value(3));
    }

    @Test
    void picture_isRefusedAsProblem() throws Exception {
        http.perform(multipart("/api/v1/directory/units")
                        .file(new MockMultipartFile("file", "units.csv", "text/csv", new byte[] {(byte) 0x89, 0, 1})))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.type").value("urn:minqing:problem:unsupported"));
    }

    @Test
    void notAnAdministrator_importsNothing() throws Exception {
        identity.setAuthentication("street-1", List.of(TestDirectory.STREET));
        for (String what : List.of("units", "officers", "calendar")) {
            http.perform(multipart("/api/v1/directory/" + what).file(file("x"))).andExpect(status().isForbidden());
        }
    }

    @Test
    void absenceAndDeparture_overRest() throws Exception {
        http.perform(multipart("/api/v1/directory/officers")
                .file(file("id,name,unit_code,roles,email,first_responsible\nrest-2,乙," + TestDirectory.STREET
                        + ",,,\n")));
        http.perform(post("/api/v1/officers/rest-2/absence")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"until\":\"2099-01-01T08:30:00+08:00\",\"substituteId\":\"street-2\"}"))
                .andExpect(status().isNoContent());
        http.perform(delete("/api/v1/officers/rest-2/absence")).andExpect(status().isNoContent());
        http.perform(post("/api/v1/officers/rest-2/departure")).andExpect(status().isNoContent());
        http.perform(post("/api/v1/officers/rest-2/departure")).andExpect(status().isNotFound());
    }

    @Test
    void shortPassword_isRefusedWithField() throws Exception {
        http.perform(post("/api/v1/officers/me/password")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"oldPassword\":\"a\",\"newPassword\":\"b\"}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.field").value("newPassword"));
    }

    private static MockMultipartFile file(String csv) {
        return new MockMultipartFile("file", "upload.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8));
    }
}
