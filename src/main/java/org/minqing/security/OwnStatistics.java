package org.minqing.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.ActivityStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.ProcessDefinitionStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.ActivityStatisticsImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionStatisticsEntity;
import org.camunda.bpm.engine.impl.persistence.entity.StatisticsManager;
import org.camunda.bpm.engine.management.ActivityStatistics;
import org.camunda.bpm.engine.management.ProcessDefinitionStatistics;

/**
 * The numbers on the map and in the list of models, at the engine's addresses: for who is no administrator they count the
 * cases that he may see, and no failures.
 */
public class OwnStatistics extends StatisticsManager {

    private final OpenTokens tokens;

    OwnStatistics(OpenTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public List<ActivityStatistics> getStatisticsGroupedByActivity(ActivityStatisticsQueryImpl query, Page page) {
        if (!isRestricted()) {
            return super.getStatisticsGroupedByActivity(query, page);
        }
        checkReadProcessDefinition(query);
        List<ActivityStatistics> counted = new ArrayList<>();
        tokens.byElement(query.getProcessDefinitionId()).forEach((element, open) -> {
            ActivityStatisticsImpl row = new ActivityStatisticsImpl();
            row.setId(element);
            row.setInstances(open);
            row.setIncidentStatistics(List.of());
            counted.add(row);
        });
        return counted;
    }

    @Override
    public long getStatisticsCountGroupedByActivity(ActivityStatisticsQueryImpl query) {
        return isRestricted()
                ? getStatisticsGroupedByActivity(query, null).size()
                : super.getStatisticsCountGroupedByActivity(query);
    }

    @Override
    public List<ProcessDefinitionStatistics> getStatisticsGroupedByProcessDefinitionVersion(
            ProcessDefinitionStatisticsQueryImpl query, Page page) {
        List<ProcessDefinitionStatistics> all = super.getStatisticsGroupedByProcessDefinitionVersion(query, page);
        if (isRestricted()) {
            Map<String, Integer> open = tokens.byModel();
            for (ProcessDefinitionStatistics row : all) {
                ProcessDefinitionStatisticsEntity counted = (ProcessDefinitionStatisticsEntity) row;
                counted.setInstances(open.getOrDefault(row.getId(), 0));
                counted.setFailedJobs(0);
                counted.setIncidentStatistics(List.of());
            }
        }
        return all;
    }

    private boolean isRestricted() {
        Authentication caller = getCurrentAuthentication();
        return EngineDoor.isEntered()
                && caller != null
                && (caller.getGroupIds() == null || !caller.getGroupIds().contains(Groups.CAMUNDA_ADMIN));
    }
}
