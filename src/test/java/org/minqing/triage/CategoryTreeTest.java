package org.minqing.triage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.minqing.ImportReport.RefusedRow;
import org.minqing.Refused;

class CategoryTreeTest {

    private static final Set<String> FUNCTIONS =
            Set.of(("URBAN HOUSING CONSTRUCTION SCIENCE POWER WATER GAS TRANSPORT POLICE LABOUR CIVIL EDUCATION HEALTH"
                            + " MEDICAL_INSURANCE ENVIRONMENT MARKET COMMERCE PLANNING CULTURE EMERGENCY PARKS"
                            + " AGRICULTURE FINANCE TAX JUSTICE LETTERS ADMIN_SERVICE")
                    .split(" "));

    @Test
    void ownTree_hasTwoLevelsAndAnOwnerPerLeaf() throws IOException {
        Map<String, CategoryRepository.Row> tree = new HashMap<>();
        assertThat(put(tree, own())).isEmpty();

        List<CategoryRepository.Row> classes =
                tree.values().stream().filter(row -> row.parentCode() == null).toList();
        List<CategoryRepository.Row> leaves =
                tree.values().stream().filter(row -> row.parentCode() != null).toList();
        assertThat(classes).hasSize(15);
        assertThat(leaves).hasSizeGreaterThan(140).allSatisfy(leaf -> {
            assertThat(tree.get(leaf.parentCode()).parentCode()).isNull();
            assertThat(FUNCTIONS).contains(leaf.ownerFunction());
            assertThat(leaf.keywords()).isNotBlank();
        });
    }

    @Test
    void startForm_offersTheLeavesOfTheOwnTree() throws IOException {
        Map<String, CategoryRepository.Row> tree = new HashMap<>();
        put(tree, own());
        Map<String, String> expected = new TreeMap<>();
        tree.values().stream()
                .filter(row -> row.parentCode() != null)
                .forEach(leaf ->
                        expected.put(leaf.code(), tree.get(leaf.parentCode()).name() + "/" + leaf.name()));

        JsonNode form = new ObjectMapper()
                .readTree(getClass().getResourceAsStream("/processes/appeal-handling/report-appeal.form"));
        JsonNode select = StreamSupport.stream(form.get("components").spliterator(), false)
                .filter(component -> component.path("key").asText().equals("category"))
                .findFirst()
                .orElseThrow();
        Map<String, String> offered = new TreeMap<>();
        select.get("values")
                .forEach(value -> offered.put(
                        value.get("value").asText(), value.get("label").asText()));

        assertThat(offered).isEqualTo(expected);
    }

    @Test
    void threeLevelTree_isAddedOnceAndMeetsTheNodesOfTheSameName() throws IOException {
        Map<String, CategoryRepository.Row> tree = new HashMap<>();
        put(tree, own());
        int before = tree.size();
        String file = "level1,level2,level3\n城乡建设,安全生产,事故处理\n城乡建设,安全生产,安全隐患\n";

        assertThat(put(tree, stream(file))).isEmpty();
        assertThat(tree).hasSize(before + 3);
        assertThat(tree.values())
                .filteredOn(row -> row.name().equals("安全生产") && "01".equals(row.parentCode()))
                .hasSize(1);

        Map<String, CategoryRepository.Row> after = Map.copyOf(tree);
        put(tree, stream(file));
        assertThat(tree).isEqualTo(after);
    }

    @Test
    void badRows_areRefusedOneByOne() throws IOException {
        Map<String, CategoryRepository.Row> tree = new HashMap<>();
        List<RefusedRow> refused = put(
                tree,
                stream(
                        "code,name,parent_code,owner_function,keywords\n"
                                + "B1,叶,B,URBAN,词\nB,类,,,\n,无代码,B,,\nB2,,B,,\nB3,叶三,NONE,,\nB4,叶四,B,urban,\nB5,叶五,B6,,\nB6,叶六,B5,,\nB,另一类,,,\n"));

        assertThat(tree.keySet()).containsExactlyInAnyOrder("B", "B1");
        assertThat(refused)
                .extracting(RefusedRow::row, RefusedRow::field)
                .containsExactlyInAnyOrder(
                        tuple(4, "code"),
                        tuple(5, "name"),
                        tuple(6, "parent_code"),
                        tuple(7, "owner_function"),
                        tuple(8, "parent_code"),
                        tuple(9, "parent_code"),
                        tuple(10, "code"));
    }

    @Test
    void parentIsMovedUnderItsChild_isRefusedAsALoop() throws IOException {
        Map<String, CategoryRepository.Row> tree = new HashMap<>();
        put(tree, stream("code,name,parent_code\nA,甲,\nB,乙,A\n"));

        List<RefusedRow> refused = put(tree, stream("code,name,parent_code\nA,甲,B\n"));

        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).reason()).contains("循环");
        assertThat(tree.get("A").parentCode()).isNull();
    }

    @Test
    void otherHeadings_areRefusedAsAWhole() {
        assertThatThrownBy(() -> CategoryFile.read(stream("a,b\n1,2\n"))).isInstanceOf(Refused.class);
    }

    private static List<RefusedRow> put(Map<String, CategoryRepository.Row> tree, InputStream csv) {
        CategoryFile file = CategoryFile.read(csv);
        List<RefusedRow> refused = new ArrayList<>(file.refused());
        CategoryTree changes = new CategoryTree(tree);
        file.nodes().forEach(node -> refused.addAll(changes.put(node)));
        file.paths().forEach(changes::put);
        refused.addAll(changes.settle());
        changes.added().forEach(row -> tree.put(row.code(), row));
        changes.changed().forEach(row -> tree.put(row.code(), row));
        return refused;
    }

    private static InputStream own() {
        return Objects.requireNonNull(CategoryTreeTest.class.getResourceAsStream("/categories.csv"));
    }

    private static InputStream stream(String csv) {
        return new ByteArrayInputStream(csv.getBytes(UTF_8));
    }
}
