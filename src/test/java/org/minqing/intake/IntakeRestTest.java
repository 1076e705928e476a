package org.minqing.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minqing.MinqingTest;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.Signal;
import org.minqing.appeal.UrgencyClass;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The ways in over HTTP, as other systems use them. */
@MinqingTest
class IntakeRestTest {

    private static final String APPEALS = "/api/v1/appeals";
    private static final byte[] PNG = Photos.png();

    @Autowired
    TestRestTemplate anonymous;

    @Autowired
    IntakeUser user;

    @Autowired
    AppealService appeals;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectMapper json;

    @TempDir
    Path dir;

    private TestRestTemplate http;
    private final String source = "t" + UUID.randomUUID();

    @BeforeEach
    void signIn() {
        http = user.dispatcher(anonymous);
    }

    @Test
    void appealIsPosted_isCreatedOnceAndTriaged() throws IOException {
        String body = """
                {"source":"%s","sourceId":"1","requesterKind":"ENTERPRISE","subject":"柴林头社区的变压器增容",
                 "requester":{"name":"张三","phone":"13800000000","address":"某路 1 号","idNumber":"42"},
                 "text":"武昌区柴林头社区实验室用电，停电了","signals":["CROSS_DEPARTMENT"],"category":"0104",
                 "mostNeeded":"用电","hardest":"停产","mostWanted":"增容","reportedAt":"2024-05-06T07:08:09+08:00"}""".formatted(source);

        ResponseEntity<JsonNode> created = post(body);
        ResponseEntity<JsonNode> again = post(body);

        assertThat(created.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        String number = created.getBody().get("number").asText();
        assertThat(number).startsWith("420106-");
        assertThat(created.getBody().get("created").asBoolean()).isTrue();
        assertThat(created.getHeaders().getLocation()).hasPath(APPEALS + "/" + number);
        assertThat(again.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(again.getBody()).isEqualTo(json.readTree("{\"number\":\"%s\",\"created\":false}".formatted(number)));
        Appeal appeal = appeals.get(number);
        assertThat(appeal.placeUnit()).isEqualTo(TestDirectory.COMMUNITY);
        assertThat(appeal.urgency()).isEqualTo(UrgencyClass.IMMEDIATE);
        assertThat(appeal.signals()).contains(Signal.OUTAGE, Signal.CROSS_DEPARTMENT);
        assertThat(appeal.category()).isEqualTo("0104");
        assertThat(appeal.reportedAt()).isEqualTo("2024-05-05T23:08:09Z");
        assertThat(jdbc.sql("select count(*) from requester where appeal_id = ?")
                        .param(appeal.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"subject\":\"  \"}|422|subject",
                "{\"text\":\"只有内容\"}|422|subject",
                "{\"subject\":\"x\",\"colour\":\"red\"}|400|colour",
                "{\"subject\":\"x\",\"requesterKind\":\"KING\"}|400|requesterKind",
                "{\"subject\":\"x\",\"signals\":[\"LOUD\"]}|400|signals",
                "{\"subject\":\"x\",\"requester\":{\"nick\":\"x\"}}|400|requester.nick",
                "{\"subject\":\"x\",\"reportedAt\":\"yesterday\"}|422|reportedAt",
                "{\"subject\":\"x\",\"reportedAt\":\"2999-01-01\"}|422|reportedAt",
                "{\"subject\":\"x\",\"unitCode\":\"999\"}|422|unitCode",
                "{\"subject\":\"x\",\"unitCode\":\"420106-POWER\"}|422|unitCode",
                "{\"subject\":\"x\",\"category\":\"没有\"}|422|category",
                "{\"subject\":\"x\",\"source\":\"Ä b\"}|422|source",
                "{\"subject\":\"x\"|400|",
                "[1]|400|",
            })
    void badAppeal_isRefusedByItsField(String body, int status, String field) {
        ResponseEntity<JsonNode> refused = post(body);

        assertThat(refused.getStatusCode().value()).as("%s", refused.getBody()).isEqualTo(status);
        assertThat(refused.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        if (field != null) {
            assertThat(refused.getBody().path("field").asText()).isEqualTo(field);
        }
        assertThat(refused.getBody().get("detail").asText()).containsPattern("\\p{IsHan}");
    }

    @Test
    void textOfTenMegabytes_isNotRead() {
        assertThat(post(ofText(3_500_000)).getStatusCode()).isEqualTo(HttpStatus.PAYLOAD_TOO_LARGE);
    }

    @Test
    void textOfThreeMegabytes_isRefused() {
        ResponseEntity<JsonNode> refused = post(ofText(1_000_000));

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(refused.getBody().get("field").asText()).isEqualTo("text");
    }

    private static String ofText(int length) {
        return "{\"subject\":\"x\",\"text\":\"" + "长".repeat(length) + "\"}";
    }

    @Test
    void fileWithGoodAndBadRows_everyRowIsAccountedFor() throws IOException {
        Path file = Workbooks.write(
                dir.resolve("picture.png"),
                Arrays.asList(
                        List.of("留言编号", "备注", "留言主题", "留言时间", "留言详情"),
                        List.of("1", "", "路灯不亮", "2019/11/22 16:54:42", "不亮"),
                        Arrays.asList("2", "", " ", "2019/11/22 16:54:42", "没有主题"),
                        null,
                        List.of("3", "", "坏日期", "昨天", "x"),
                        List.of("4", "", "公式", "2019/11/22", new Workbooks.Formula("1+1")),
                        List.of("1", "", "路灯又不亮", "2019/11/23", "同一编号"),
                        List.of("5", "", "太长", "2019/11/23", "长".repeat(20_001)),
                        List.of("6", "", "好的", java.time.LocalDateTime.of(2019, 11, 22, 16, 54, 42), "x"),
                        Arrays.asList("", "", "没有编号", "2019/11/23", "x"),
                        Arrays.asList("", " ", null, "", "")));

        JsonNode report = importFile(new FileSystemResource(file)).getBody();

        assertThat(report.get("created").asInt()).isEqualTo(2);
        assertThat(report.get("known").asInt()).isEqualTo(1);
        List<String> refused = new ArrayList<>();
        report.get("refused").forEach(row -> {
            refused.add(row.get("row").asInt() + " " + row.get("field").asText());
            assertThat(row.get("reason").asText()).containsPattern("\\p{IsHan}");
        });
        assertThat(refused).containsExactlyInAnyOrder("3 留言主题", "5 留言时间", "6 留言详情", "8 留言详情", "10 留言编号");
        assertThat(appeals.bySource(source, "6").orElseThrow().reportedAt()).isEqualTo("2019-11-22T08:54:42Z");

        JsonNode again = importFile(new FileSystemResource(file)).getBody();
        assertThat(again.get("created").asInt()).isZero();
        assertThat(again.get("known").asInt()).isEqualTo(3);
    }

    @Test
    void rowHoldsTenMegabytes_isRefusedAndTheOthersAreTaken() {
        String file = "留言编号,留言主题,留言详情\n1,甲,甲\n2,乙,\"" + "长".repeat(3_500_000) + "\"\n3,丙,丙\n";

        JsonNode report = importFile(resource(file.getBytes(UTF_8), "a.csv")).getBody();

        assertThat(report.get("created").asInt()).as("%s", report).isEqualTo(2);
        assertThat(report.get("refused")).hasSize(1);
        assertThat(report.get("refused").get(0).get("row").asInt()).isEqualTo(3);
        assertThat(report.get("refused").get(0).get("field").asText()).isEqualTo("留言详情");
    }

    @Test
    void sameFileIsSentTwiceAtOnce_nothingHappensTwice() throws Exception {
        StringBuilder csv = new StringBuilder("message_id,user_id,subject,created_at,details\n");
        for (int i = 1; i <= 60; i++) {
            csv.append("%d,u,主题 %d,2019-11-22T16:54:42,内容\n".formatted(i, i));
        }
        Resource file = resource(csv.toString().getBytes(UTF_8), "a.csv");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        int created = 0;
        int known = 0;
        try {
            Callable<ResponseEntity<JsonNode>> send = () -> importFile(file);
            for (Future<ResponseEntity<JsonNode>> answer : threads.invokeAll(List.of(send, send))) {
                JsonNode report = answer.get().getBody();
                assertThat(report.get("refused")).as("%s", report).isEmpty();
                created += report.get("created").asInt();
                known += report.get("known").asInt();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(created).isEqualTo(60);
        assertThat(known).isEqualTo(60);
        assertThat(jdbc.sql("select count(*) from appeal where source = ?")
                        .param(source)
                        .query(Integer.class)
                        .single())
                .isEqualTo(60);
    }

    @Test
    void fileIsNoSpreadsheet_isRefusedAsAWhole() {
        assertProblem(importFile(resource(PNG, "messages.xlsx")), HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        assertProblem(importFile(resource(new byte[0], "messages.xlsx")), HttpStatus.UNPROCESSABLE_ENTITY);
        assertProblem(importFile(resource("a,b\n1,2\n".getBytes(UTF_8), "a.csv")), HttpStatus.UNPROCESSABLE_ENTITY);
        assertProblem(
                importFile(resource(new byte[] {'P', 'K', 3, 4, 1, 2, 3, 4, 5, 6, 7, 8, 9}, "a.xlsx")),
                HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(jdbc.sql("select count(*) from appeal where source = ?")
                        .param(source)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void requestIsNotWhatTheAddressTakes_isRefusedInChinese() {
        MultiValueMap<String, Object> noFile =
                new LinkedMultiValueMap<>(Map.of("other", List.of(resource(PNG, "a.png"))));
        assertProblem(http.postForEntity(APPEALS + "/import", noFile, JsonNode.class), HttpStatus.BAD_REQUEST);
        assertProblem(http.postForEntity(APPEALS + "/import", "x", JsonNode.class), HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        assertProblem(
                http.getForEntity(APPEALS + "/" + newAppeal() + "/attachments/x", JsonNode.class),
                HttpStatus.BAD_REQUEST);
        assertProblem(http.getForEntity("/api/v1/nothing", JsonNode.class), HttpStatus.NOT_FOUND);
    }

    @Test
    void attachmentIsAdded_isListedAndComesBackTheSame() {
        String number = newAppeal();
        String attachments = APPEALS + "/" + number + "/attachments";

        ResponseEntity<JsonNode> added = upload(attachments, resource(PNG, "张三的照片.exe"), JsonNode.class);

        assertThat(added.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(added.getBody().get("fileName").asText()).isEqualTo(number + "-1.png");
        assertThat(http.getForObject(attachments, JsonNode.class)).hasSize(1);
        ResponseEntity<byte[]> content = http.getForEntity(added.getHeaders().getLocation(), byte[].class);
        assertThat(content.getBody()).isEqualTo(PNG);
        assertThat(content.getHeaders().getContentType()).isEqualTo(MediaType.IMAGE_PNG);
    }

    @Test
    void attachmentIsNoPictureOrTooLarge_isRefused() {
        String attachments = APPEALS + "/" + newAppeal() + "/attachments";
        byte[] large = Arrays.copyOf(PNG, (10 << 20) + 1);

        assertProblem(
                upload(attachments, resource("<html>".getBytes(UTF_8), "a.png"), JsonNode.class),
                HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        assertProblem(upload(attachments, resource(large, "a.png"), JsonNode.class), HttpStatus.PAYLOAD_TOO_LARGE);
        assertProblem(
                upload(APPEALS + "/none/attachments", resource(PNG, "a.png"), JsonNode.class), HttpStatus.NOT_FOUND);
        assertThat(http.getForObject(attachments, JsonNode.class)).isEmpty();
    }

    @Test
    void export_hasTheChannelsHeadingsAndNoFormulas() throws IOException {
        post(
                "{\"source\":\"%s\",\"sourceId\":\"7\",\"subject\":\"=1+1\",\"text\":\"@内容\",\"reportedAt\":\"2019/11/22 16:54:42\"}"
                        .formatted(source));
        post("{\"source\":\"%s\",\"sourceId\":\"8\",\"subject\":\"以后\",\"reportedAt\":\"2019/11/24\"}"
                .formatted(source));

        byte[] content = http.getForObject(
                APPEALS + "/export?source=" + source + "&from=2019-11-22&to=2019-11-23", byte[].class);

        try (InputStream in = new ByteArrayInputStream(content);
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            assertThat(texts(sheet.getRow(0))).containsExactly("留言编号", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间");
            assertThat(texts(sheet.getRow(1))).containsExactly("7", "=1+1", "2019/11/22 16:54:42", "@内容", "", "");
            assertThat(sheet.getRow(1).getCell(1).getCellStyle().getQuotePrefixed())
                    .isTrue();
            assertThat(sheet.getLastRowNum()).isEqualTo(1);
        }
        assertThat(http.getForEntity(APPEALS + "/export?from=gestern", JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void callerHasNoBusinessWithIt_isForbidden() {
        newAppeal();
        Resource file = resource("message_id,subject\n1,x\n".getBytes(UTF_8), "a.csv");

        http = user.officer(anonymous, "power-1");
        assertProblem(post("{\"subject\":\"x\"}"), HttpStatus.FORBIDDEN);
        assertProblem(upload("/api/v1/categories", file, JsonNode.class), HttpStatus.FORBIDDEN);
        http = user.officer(anonymous, "grid-1");
        assertProblem(importFile(file), HttpStatus.FORBIDDEN);
        assertProblem(http.getForEntity(APPEALS + "/export?source=" + source, JsonNode.class), HttpStatus.FORBIDDEN);
        assertThat(post("{\"subject\":\"长椅\",\"source\":\"%s\"}".formatted(source))
                        .getStatusCode())
                .isEqualTo(HttpStatus.CREATED);
    }

    @Test
    void dispatcherExports_onlyWhatHisDistrictMaySee() throws IOException {
        post("{\"source\":\"%s\",\"sourceId\":\"here\",\"subject\":\"武昌区积玉桥街道的路灯\"}".formatted(source));
        post("{\"source\":\"%s\",\"sourceId\":\"there\",\"subject\":\"洪山区珞南街道的路灯\"}".formatted(source));

        http = user.officer(anonymous, "desk-1");
        byte[] content = http.getForObject(APPEALS + "/export?source=" + source, byte[].class);

        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(content))) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(1);
            assertThat(texts(sheet.getRow(1))).startsWith("here");
        }
    }

    @Test
    void categoryTreeOfAnotherKind_isImportedOnce() {
        http = user.administrator(anonymous);
        Resource tree = resource("level1,level2,level3\n测试大类,测试中类,测试小类\n,缺上级,\n".getBytes(UTF_8), "tree.csv");

        upload("/api/v1/categories", tree, JsonNode.class);
        JsonNode again = upload("/api/v1/categories", tree, JsonNode.class).getBody();

        assertThat(again.get("added").asInt()).isZero();
        assertThat(again.get("unchanged").asInt()).isEqualTo(1);
        assertThat(again.get("refused").get(0).get("row").asInt()).isEqualTo(3);
        assertThat(jdbc.sql("select count(*) from category where name = '测试小类'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private String newAppeal() {
        return post("{\"source\":\"%s\",\"subject\":\"长椅坏了\"}".formatted(source))
                .getBody()
                .get("number")
                .asText();
    }

    private ResponseEntity<JsonNode> post(String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return http.postForEntity(APPEALS, new HttpEntity<>(body, headers), JsonNode.class);
    }

    private ResponseEntity<JsonNode> importFile(Resource file) {
        return upload(APPEALS + "/import?source=" + source, file, JsonNode.class);
    }

    private <T> ResponseEntity<T> upload(String path, Resource file, Class<T> answer) {
        MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>(Map.of("file", List.of(file)));
        return http.postForEntity(path, parts, answer);
    }

    private static void assertProblem(ResponseEntity<JsonNode> answer, HttpStatus status) {
        assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody().get("detail").asText()).containsPattern("\\p{IsHan}");
    }

    private static List<String> texts(Row row) {
        List<String> texts = new ArrayList<>();
        row.forEach(cell -> texts.add(cell.getStringCellValue()));
        return texts;
    }

    private static Resource resource(byte[] content, String name) {
        return new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }
}
