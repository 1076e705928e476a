package org.minqing.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.minqing.appeal.Level;
import org.minqing.appeal.RequesterKind;
import org.minqing.appeal.UrgencyClass;

/** The table {@code triage}, one line per rule; signals by their first letters, see {@link #SIGNALS}. */
class TriageTableTest {

    private static final Map<String, String> SIGNALS = Map.of(
            "D", "danger", "O", "outage", "M", "mass", "V", "vulnerable", "L", "longTerm", "C", "crossDepartment");

    private static final DmnEngine DMN =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision TABLE = table();

    @ParameterizedTest(name = "{0}, signals {1}, class {2}: {3} from {4}, lead {5}")
    @CsvSource({
        "RESIDENT,   D C, 城乡建设,     IMMEDIATE,   STREET,    EMERGENCY",
        "RESIDENT,   D,   '',           IMMEDIATE,   GRID,      EMERGENCY",
        "RESIDENT,   D,   城乡建设,     IMMEDIATE,   GRID,      ''",
        "RESIDENT,   D L, 城乡建设,     IMMEDIATE,   GRID,      ''",
        "ENTERPRISE, O C, 经济与财税,   IMMEDIATE,   JOINT,     ''",
        "RESIDENT,   O C, 城乡建设,     IMMEDIATE,   STREET,    ''",
        "RESIDENT,   O,   城乡建设,     IMMEDIATE,   GRID,      ''",
        "RESIDENT,   M,   劳动和社会保障, BY_DEADLINE, STREET,  LABOUR",
        "ENTERPRISE, L C, 城乡建设,     PHASED,      JOINT,     ''",
        "ENTERPRISE, C,   城乡建设,     BY_DEADLINE, JOINT,     ''",
        "ENTERPRISE, '',  '',           BY_DEADLINE, GRID,      ADMIN_SERVICE",
        "ENTERPRISE, '',  商贸旅游,     BY_DEADLINE, GRID,      ''",
        "RESIDENT,   L C, 交通运输,     PHASED,      STREET,    ''",
        "RESIDENT,   L,   交通运输,     PHASED,      GRID,      ''",
        "RESIDENT,   C,   环境保护,     BY_DEADLINE, STREET,    ''",
        "GRASSROOTS, '',  民政,         BY_DEADLINE, STREET,    ''",
        "RESIDENT,   V,   '',           BY_DEADLINE, GRID,      CIVIL",
        "RESIDENT,   M,   环境保护,     BY_DEADLINE, COMMUNITY, ''",
        "RESIDENT,   '',  环境保护,     BY_DEADLINE, GRID,      ''",
        "RESIDENT,   '',  '',           BY_DEADLINE, GRID,      ''",
    })
    void case_getsItsClassLevelAndLead(
            RequesterKind kind, String signals, String categoryClass, UrgencyClass urgency, Level level, String lead) {
        VariableMap input = Variables.putValue("requesterKind", kind.name()).putValue("categoryClass", categoryClass);
        SIGNALS.forEach((letter, name) ->
                input.putValue(name, Arrays.asList(signals.split(" ")).contains(letter)));

        DmnDecisionRuleResult row = DMN.evaluateDecisionTable(TABLE, input).getSingleResult();

        assertThat(row.<String>getEntry("urgency")).isEqualTo(urgency.name());
        assertThat(row.<String>getEntry("startLevel")).isEqualTo(level.name());
        assertThat(row.<String>getEntry("leadFunction")).isEqualTo(lead);
    }

    /** A rule that is added needs a line above. */
    @Test
    void numberOfRules_isTheOneThatIsTested() {
        assertThat(((DmnDecisionTableImpl) TABLE.getDecisionLogic()).getRules()).hasSize(17);
    }

    private static DmnDecision table() {
        InputStream file = TriageTableTest.class.getResourceAsStream("/processes/appeal-handling/triage.dmn");
        return DMN.parseDecision(TriageDecision.DECISION, file);
    }
}
