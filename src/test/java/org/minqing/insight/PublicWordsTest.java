package org.minqing.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicWordsTest {

    @ParameterizedTest
    @CsvSource({
        "请致电13800138000联系, 请致电某联系",
        "证号 42010619800101123X 办不了证, 证号 某 办不了证",
        "3栋2单元501室漏水, 某栋某单元某室漏水",
        "鄂A·12345 长期占道, 某 长期占道",
        "写信到 a.b@example.org, 写信到 某",
        "王芳反映楼道灯不亮, 某反映楼道灯不亮",
        "关于欧阳明月家漏水的事, 关于某家漏水的事",
        "帮助独居的业主李建国家修灯, 帮助独居的业主某家修灯",
        "李建国一家没有燃气, 某一家没有燃气",
        "高层水压不足, 高层水压不足",
        "路灯不亮, 路灯不亮"
    })
    void subjectNamesAPerson_theBoardCoversIt(String subject, String shown) {
        assertThat(PublicWords.of(subject)).isEqualTo(shown);
    }
}
