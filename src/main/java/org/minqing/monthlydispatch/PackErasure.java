package org.minqing.monthlydispatch;

import org.minqing.appeal.Appeal;
import org.minqing.appeal.AppealErased;
import org.minqing.appeal.AppealService;
import org.minqing.directory.DirectoryService;
import org.minqing.insight.PackService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes an appeal's words out of the packs that show it; of a workbook with it, what the page shows is left. */
@Service
class PackErasure {

    private final MonthlyDispatchRepository rows;
    private final PackService packs;
    private final AppealService appeals;
    private final DirectoryService directory;

    PackErasure(MonthlyDispatchRepository rows, PackService packs, AppealService appeals, DirectoryService directory) {
        this.rows = rows;
        this.packs = packs;
        this.appeals = appeals;
        this.directory = directory;
    }

    @EventListener
    @Transactional
    public void erased(AppealErased erased) {
        Appeal appeal = appeals.get(erased.appealId());
        String district =
                directory.district(directory.require(appeal.placeUnit())).code();
        for (long id : rows.collectedSince(district, appeal.receivedAt())) {
            String pack = rows.pack(id);
            byte[] workbook = rows.workbook(id);
            boolean holds = workbook != null && packs.holds(workbook, appeal.number());
            if (holds || pack.contains(appeal.number())) {
                rows.keep(id, packs.without(pack, appeal.number()), holds ? null : workbook);
            }
        }
    }
}
