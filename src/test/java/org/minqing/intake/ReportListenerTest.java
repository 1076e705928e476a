package org.minqing.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minqing.MinqingTest;
import org.minqing.Refused;
import org.minqing.TestDirectory;
import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealModel;
import org.minqing.appeal.AppealService;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.Signal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The start form of {@code appealHandling}, as Tasklist sends it. */
@MinqingTest
class ReportListenerTest {

    @Autowired
    FormService forms;

    @Autowired
    IdentityService identity;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    AppealService appeals;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void signOut() {
        identity.clearAuthentication();
    }

    @Test
    void gridMemberReports_appealIsAboutHisGridAndNothingPersonalStays() {
        ProcessInstance started = report(
                "grid-1",
                form().putValue("text", "长".repeat(15_000))
                        .putValue("requesterName", "李四的名字")
                        .putValue("requesterPhone", "13899999999")
                        .putValue("requesterKind", "ENTERPRISE")
                        .putValue("signal_OUTAGE", true)
                        .putValue("signal_MASS", false)
                        .putValue("mostNeeded", "恢复供电")
                        .putValue("category", ""));

        List<String> left = jdbc.sql(
                        "select name_ || '=' || coalesce(text_, '') from act_ru_variable where proc_inst_id_ in"
                                + " (select id_ from act_ru_execution where business_key_ = ? or root_proc_inst_id_ = ?)")
                .params(started.getBusinessKey(), started.getProcessInstanceId())
                .query(String.class)
                .list();
        Appeal appeal = appeals.get(started.getBusinessKey());
        assertThat(appeal.processInstanceId()).isEqualTo(started.getProcessInstanceId());
        assertThat(runtime.getVariable(started.getProcessInstanceId(), AppealModel.APPEAL_ID))
                .isEqualTo(appeal.id());
        assertThat(appeal.source()).isEqualTo("grid");
        assertThat(appeal.placeUnit()).isEqualTo(TestDirectory.GRID);
        assertThat(appeal.reportedBy()).isEqualTo("grid-1");
        assertThat(appeal.requesterKind()).isEqualTo(RequesterKind.ENTERPRISE);
        assertThat(appeal.signals()).isEqualTo(Set.of(Signal.OUTAGE));
        assertThat(appeal.mostNeeded()).isEqualTo("恢复供电");
        assertThat(appeal.text()).hasSize(15_000);
        assertThat(left).isNotEmpty().noneMatch(variable -> variable.contains("李四") || variable.contains("1389999"));
        assertThat(left).noneMatch(variable -> variable.startsWith("subject=") || variable.startsWith("text="));
        assertThat(jdbc.sql("select count(*) from act_hi_varinst where text_ like '%李四%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void leaderReports_placeIsWhatTheWordsProve() {
        ProcessInstance started =
                report("leader-1", form().putValue("place", "洪山区珞南街道").putValue("text", "路灯"));

        assertThat(appeals.get(started.getBusinessKey()).placeUnit()).isEqualTo("420111001");
    }

    @ParameterizedTest
    @CsvSource({
        "subject, ' ', 主题",
        "text, '', 内容",
        "requesterKind, KING, 诉求主体",
        "category, 没有, 类别",
    })
    void fieldIsMissingOrUnknown_isRefusedAndNothingStarts(String field, String value, String named) {
        long before = runtime.createProcessInstanceQuery()
                .processDefinitionKey(AppealModel.PROCESS)
                .count();

        assertThatThrownBy(() -> report("grid-1", form().putValue(field, value)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(named);

        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(AppealModel.PROCESS)
                        .count())
                .isEqualTo(before);
    }

    private static VariableMap form() {
        return Variables.createVariables().putValue("subject", "网格里的长椅坏了").putValue("text", "凉亭里的长椅坏了");
    }

    private ProcessInstance report(String officer, VariableMap form) {
        String definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(AppealModel.PROCESS)
                .latestVersion()
                .singleResult()
                .getId();
        identity.setAuthentication(officer, List.of("role-grid-member"));
        try {
            return forms.submitStartForm(definition, form);
        } finally {
            identity.clearAuthentication();
        }
    }
}
