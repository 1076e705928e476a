package org.minqing.samequestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextSimilarityTest {

    private final TextSimilarity similarity = new TextSimilarity();

    @Test
    void sameQuestionInOtherWords_isMoreAlikeThanAnotherQuestion() {
        double[] alike = similarity.of(
                "小区变压器容量不足，夏天经常跳闸停电", List.of("我们小区一到夏天就停电，变压器容量不够，经常跳闸", "小区门口占道经营，影响通行", "小区变压器容量不足，夏天经常跳闸停电", ""));
        assertThat(alike[0]).isGreaterThan(0.7);
        assertThat(alike[1]).isLessThan(0.25);
        assertThat(alike[2]).isEqualTo(1);
        assertThat(alike[3]).isZero();
    }

    @Test
    void nothingToCompare_nothingIsAlike() {
        assertThat(similarity.of("路灯不亮", List.of())).isEmpty();
        assertThat(similarity.of("？？", List.of("路灯不亮"))).containsExactly(0);
    }
}
